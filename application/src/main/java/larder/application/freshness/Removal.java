package larder.application.freshness;

import java.util.Collection;
import larder.application.freshness.Dependencies.Touched;
import larder.application.near.Forgetting;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Change;

/**
 * Taking out of the cache, and of every process's copies, what depends on what was changed. All keys go in one call. Throws
 * {@link CacheUnavailable} when some of it may still be there.
 */
final class Removal {
    private final Forgetting forgetting;
    private final Dependencies dependencies;

    Removal(Forgetting forgetting, Dependencies dependencies) {
        this.forgetting = forgetting;
        this.dependencies = dependencies;
    }

    void after(Collection<? extends Change> changes) {
        remove(dependencies.touchedBy(changes));
    }

    void ofEverything() {
        remove(dependencies.everything());
    }

    private void remove(Touched touched) {
        forgetting.forget(touched.keys());
        touched.regions().forEach(forgetting::clear);
    }
}
