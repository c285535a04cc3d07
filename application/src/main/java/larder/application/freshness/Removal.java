package larder.application.freshness;

import java.util.Collection;
import larder.application.freshness.Dependencies.Touched;
import larder.application.near.Forgetting;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Change;

/**
 * Makes what depends on a change be forgotten, by the cache and by the copies of each process. Throws {@link CacheUnavailable} when some of it
 * may still be there.
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
        forgetting.forget(touched.keys(), touched.olderThan());
        touched.regions().forEach(forgetting::clear);
    }
}
