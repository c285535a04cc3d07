package larder.contracts;

import java.time.Duration;
import java.util.function.Supplier;
import larder.domain.port.Cache;

/** A cache that takes its time for every step. */
public final class SlowCache extends ForwardingCache {
    private final Duration delay;

    public SlowCache(Cache behind, Duration delay) {
        super(behind);
        this.delay = delay;
    }

    @Override
    <T> T at(CacheStep step, Supplier<T> call) {
        Patience.letPass(delay);
        return call.get();
    }
}
