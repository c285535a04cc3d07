package larder.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import larder.domain.port.CacheKey;
import larder.domain.port.Encoded;
import larder.domain.port.NearCopy;
import larder.domain.port.NearStore;

/** Copies in a map that drops what is used least when they weigh too much. */
final class CaffeineNearStore implements NearStore {
    /** What a copy costs beside its key and its bytes: the objects that hold it together, measured roughly. */
    private static final int OVERHEAD = 300;

    private final Cache<CacheKey, NearCopy> copies;

    private CaffeineNearStore(Cache<CacheKey, NearCopy> copies) {
        this.copies = copies;
    }

    static CaffeineNearStore of(long maxWeight) {
        return new CaffeineNearStore(Caffeine.newBuilder()
                .maximumWeight(maxWeight)
                .<CacheKey, NearCopy>weigher(CaffeineNearStore::weight)
                // No pool of its own: what has to be tidied is tidied by those who write.
                .executor(Runnable::run)
                .build());
    }

    @Override
    public Optional<NearCopy> find(CacheKey key) {
        return Optional.ofNullable(copies.getIfPresent(key));
    }

    @Override
    public void keep(CacheKey key, NearCopy copy) {
        copies.put(key, copy);
    }

    @Override
    public void forget(CacheKey key) {
        copies.invalidate(key);
    }

    @Override
    public void clear() {
        copies.invalidateAll();
    }

    /** Of all copies together. */
    long weight() {
        copies.cleanUp();
        return copies.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    private static int weight(CacheKey key, NearCopy copy) {
        int names = key.region().length() + key.id().length();
        int bytes = copy.entry().content() instanceof Encoded encoded ? encoded.bytes().length : 0;
        return OVERHEAD + names + bytes;
    }
}
