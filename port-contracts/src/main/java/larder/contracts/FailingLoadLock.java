package larder.contracts;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;
import larder.domain.port.LockUnavailable;

/** A load lock that can be cut off. It counts how often it was asked. */
public final class FailingLoadLock implements LoadLock {
    private final LoadLock behind;
    private final AtomicBoolean fails = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();

    /** A lock that works as the one behind it until it is told to fail. */
    public FailingLoadLock(LoadLock behind) {
        this.behind = behind;
    }

    public void fail() {
        fails.set(true);
    }

    public void heal() {
        fails.set(false);
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        calls.incrementAndGet();
        if (fails.get()) {
            throw new LockUnavailable("the lock service is away on purpose", new IOException("refused"));
        }
        return behind.tryAcquire(key, wait, lease);
    }
}
