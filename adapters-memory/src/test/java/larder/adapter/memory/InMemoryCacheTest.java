package larder.adapter.memory;

import com.github.benmanes.caffeine.cache.Policy;
import java.time.Duration;
import larder.contracts.CacheClearsOneRegion;
import larder.contracts.CacheContract;
import larder.contracts.FakeTicker;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;

final class InMemoryCacheTest extends CacheContract implements CacheClearsOneRegion {
    private static final long MAX_WEIGHT = 64L << 20;

    private final FakeTicker ticker = new FakeTicker();
    private final com.github.benmanes.caffeine.cache.Cache<CacheKey, Slot> slots =
            InMemoryCache.slots(MAX_WEIGHT, ticker);
    private final Cache cache = new InMemoryCache(slots, ticker);

    @Override
    public Cache cache() {
        return cache;
    }

    @Override
    public Cache otherProcess() {
        return cache;
    }

    @Override
    public void flush() {
        slots.invalidateAll();
    }

    @Override
    public void evict(CacheKey key) {
        Policy.Eviction<CacheKey, Slot> bound = slots.policy().eviction().orElseThrow();
        bound.setMaximum(0);
        slots.cleanUp();
        bound.setMaximum(MAX_WEIGHT);
    }

    @Override
    public void letPass(Duration span) {
        ticker.advance(span);
    }
}
