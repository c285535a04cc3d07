package larder.contracts;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;
import larder.domain.port.LockUnavailable;

/** A lock service that never answers, so that each call fails when its bound is over. */
public final class HangingLoadLock implements LoadLock {
    private final Duration bound;

    public HangingLoadLock(Duration bound) {
        this.bound = bound;
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        Patience.letPass(bound);
        throw new LockUnavailable("the lock service hangs on purpose", new TimeoutException("no answer in " + bound));
    }
}
