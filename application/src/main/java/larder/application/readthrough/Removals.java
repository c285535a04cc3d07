package larder.application.readthrough;

import java.util.Collection;
import java.util.List;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;

/**
 * What the writes of a region make the cache forget. A removal that fails is noted as lost before the write is acknowledged, whatever it
 * failed by; but only the cache's absence is no failure of the write.
 */
final class Removals {
    private final String region;
    private final Caching caching;

    Removals(String region, Caching caching) {
        this.region = region;
        this.caching = caching;
    }

    /** Entries that a write may have made wrong. */
    void forget(Collection<CacheKey> keys) {
        if (isDone(keys, () -> caching.forgetting().forget(keys))) {
            count(keys, CacheEvent.INVALIDATED);
        }
    }

    /** What was there before a write replaced an entry. */
    void forgetCopies(CacheKey key) {
        boolean _ = isDone(List.of(key), () -> caching.forgetting().forgetCopies(key));
    }

    private boolean isDone(Collection<CacheKey> keys, Runnable forgetting) {
        try {
            forgetting.run();
            return true;
        } catch (CacheUnavailable _) {
            lost(keys);
            return false;
        } catch (RuntimeException unforeseen) {
            lost(keys);
            throw unforeseen;
        }
    }

    private void lost(Collection<CacheKey> keys) {
        caching.freshness().lost();
        count(keys, CacheEvent.INVALIDATION_LOST);
    }

    private void count(Collection<CacheKey> keys, CacheEvent event) {
        keys.forEach(_ -> caching.stats().count(region, event));
    }
}
