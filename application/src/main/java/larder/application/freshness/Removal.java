package larder.application.freshness;

import java.util.Collection;
import larder.application.freshness.Dependencies.Touched;
import larder.domain.port.Cache;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Change;

/**
 * Taking out of the cache what depends on what was changed. All keys go in one call. Throws {@link CacheUnavailable} when some of it
 * may still be there.
 */
final class Removal {
    private final Cache cache;
    private final Dependencies dependencies;

    Removal(Cache cache, Dependencies dependencies) {
        this.cache = cache;
        this.dependencies = dependencies;
    }

    void after(Collection<? extends Change> changes) {
        remove(dependencies.touchedBy(changes));
    }

    void ofEverything() {
        remove(dependencies.everything());
    }

    private void remove(Touched touched) {
        if (!touched.keys().isEmpty()) {
            cache.invalidate(touched.keys());
        }
        touched.regions().forEach(cache::clear);
    }
}
