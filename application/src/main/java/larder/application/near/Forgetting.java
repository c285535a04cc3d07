package larder.application.near;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;

/**
 * Makes entries be forgotten everywhere: by the cache that all processes share, and by the copies of each. The copies of this
 * process go first, so that a cache that does not answer holds nothing of that up, and again when the entry is gone, since one may
 * have been kept meanwhile; the others are told then, so that none of them takes a copy of it again.
 *
 * <p>Every method throws {@link CacheUnavailable} when the cache or the feed does not answer; part of it may have happened then,
 * and all of it may be done again.
 */
public final class Forgetting {
    private final Cache cache;
    private final Optional<NearCache> near;

    /**
     * Forgetting in a fleet.
     *
     * @param near the copies of this process; empty when no process keeps copies
     */
    public Forgetting(Cache cache, Optional<NearCache> near) {
        this.cache = cache;
        this.near = near;
    }

    /** Entries of any regions. To be called after a change was committed, and before it is acknowledged. */
    public void forget(Collection<CacheKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        near.ifPresent(copies -> copies.drop(keys));
        cache.invalidate(keys);
        tell(keys);
    }

    /** A whole region. */
    public void clear(String region) {
        Optional<NearCache> copied = near.filter(copies -> copies.keeps(region));
        copied.ifPresent(NearCache::dropAll);
        cache.clear(region);
        copied.ifPresent(copies -> {
            copies.dropAll();
            copies.publishCleared(region);
        });
    }

    /** What was there before an entry was replaced by a newer one. */
    public void forgetCopies(CacheKey key) {
        tell(List.of(key));
    }

    private void tell(Collection<CacheKey> keys) {
        near.ifPresent(copies -> {
            copies.drop(keys);
            copies.publish(keys);
        });
    }
}
