package larder.adapter.memory;

import com.github.benmanes.caffeine.cache.Policy;
import larder.contracts.ReadThroughRaces;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;

final class InMemoryReadThroughTest extends ReadThroughRaces {
    private static final long MAX_WEIGHT = 64L << 20;

    private final com.github.benmanes.caffeine.cache.Cache<CacheKey, Slot> slots =
            InMemoryCache.slots(MAX_WEIGHT, System::nanoTime);
    private final Cache cache = new InMemoryCache(slots, System::nanoTime);
    private final LocalLoadLock lock = new LocalLoadLock(System::nanoTime);

    @Override
    public Cache cache(int process) {
        return cache;
    }

    @Override
    public LoadLock loadLock(int process) {
        return lock;
    }

    @Override
    public void evict(CacheKey key) {
        Policy.Eviction<CacheKey, Slot> bound = slots.policy().eviction().orElseThrow();
        bound.setMaximum(0);
        slots.cleanUp();
        bound.setMaximum(MAX_WEIGHT);
    }

    @Override
    public void flush() {
        slots.invalidateAll();
    }

    @Override
    protected int locksLeft() {
        return lock.size();
    }
}
