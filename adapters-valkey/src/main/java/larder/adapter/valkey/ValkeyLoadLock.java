package larder.adapter.valkey;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.LoadLock;
import larder.domain.port.LockUnavailable;
import org.redisson.api.RLockAsync;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The load lock on Redisson's lock, beside its entry's slot: {@code {user:101}:lock}. It always has a lease time. */
final class ValkeyLoadLock implements LoadLock {
    private static final Logger LOG = LoggerFactory.getLogger(ValkeyLoadLock.class);

    private final RedissonClient redisson;
    private final GuardedCalls calls;

    ValkeyLoadLock(RedissonClient redisson, GuardedCalls calls) {
        this.redisson = redisson;
        this.calls = calls;
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        RLockAsync lock = redisson.getLock("{" + key + "}:lock");
        long thread = Thread.currentThread().threadId();
        boolean held = attempt(lock, thread, Duration.ZERO, lease)
                || (wait.isPositive() && attempt(lock, thread, wait, lease));
        return held ? Optional.of(() -> release(lock, thread)) : Optional.empty();
    }

    private boolean attempt(RLockAsync lock, long thread, Duration wait, Duration lease) {
        try {
            return calls.answer(
                    wait,
                    () -> lock.tryLockAsync(
                            wait.toMillis(), Math.max(1, lease.toMillis()), TimeUnit.MILLISECONDS, thread));
        } catch (CacheUnavailable e) {
            throw new LockUnavailable("the load lock is not to be had", e);
        }
    }

    /** Nobody waits for this: if it fails, the lease ends by itself. */
    private static void release(RLockAsync lock, long thread) {
        lock.unlockAsync(thread).whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.debug("A load lock was not let go and ends with its lease: {}", failure.toString());
            }
        });
    }
}
