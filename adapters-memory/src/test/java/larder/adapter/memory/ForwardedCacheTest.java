package larder.adapter.memory;

import java.time.Duration;
import larder.contracts.CacheContract;
import larder.contracts.DamagedCache;
import larder.contracts.FailingCache;
import larder.contracts.GatedCache;
import larder.contracts.HangingCache;
import larder.contracts.SlowCache;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;

/** A cache behind all doubles of the kit, none of which disturbs it, is still a cache. */
final class ForwardedCacheTest extends CacheContract {
    private final InMemoryCacheTest inner = new InMemoryCacheTest();
    private final Cache cache = new DamagedCache(new GatedCache(
            new FailingCache(new HangingCache(new SlowCache(inner.cache(), Duration.ZERO), Duration.ofSeconds(20)))));

    @Override
    public Cache cache() {
        return cache;
    }

    @Override
    public Cache otherProcess() {
        return inner.otherProcess();
    }

    @Override
    public void flush() {
        inner.flush();
    }

    @Override
    public void evict(CacheKey key) {
        inner.evict(key);
    }

    @Override
    public void letPass(Duration span) {
        inner.letPass(span);
    }
}
