package larder.contracts;

import java.time.Duration;
import java.util.Optional;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;

/** A load lock that takes its time before it even looks. */
public final class SlowLoadLock implements LoadLock {
    private final LoadLock behind;
    private final Duration delay;

    public SlowLoadLock(LoadLock behind, Duration delay) {
        this.behind = behind;
        this.delay = delay;
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        Patience.letPass(delay);
        return behind.tryAcquire(key, wait, lease);
    }
}
