package larder.adapter.valkey;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.LoadLock;
import larder.domain.port.LockUnavailable;
import org.redisson.api.RLockAsync;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load lock on Redisson's lock, in its entry's hash slot: {@code {user:101}:lock}. It always has a lease time, so no
 * watchdog prolongs it. Redisson tells holders apart by the number of their thread; here each acquisition has a number of its
 * own, so that nobody enters twice and a late release frees nobody else's lock.
 */
final class ValkeyLoadLock implements LoadLock {
    private static final Logger LOG = LoggerFactory.getLogger(ValkeyLoadLock.class);

    /** Long enough for a server that is well; a release that takes longer goes on alone. */
    private static final Duration RELEASE_WAIT = Duration.ofMillis(5);

    private final RedissonClient redisson;
    private final Calls calls;
    private final AtomicLong holders = new AtomicLong();

    ValkeyLoadLock(RedissonClient redisson, Calls calls) {
        this.redisson = redisson;
        this.calls = calls;
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        RLockAsync lock = redisson.getLock("{" + key + "}:lock");
        long holder = holders.incrementAndGet();
        boolean held = attempt(lock, holder, Duration.ZERO, lease)
                || (wait.isPositive() && attempt(lock, holder, wait, lease));
        return held ? Optional.of(new Held(lock, holder)) : Optional.empty();
    }

    private boolean attempt(RLockAsync lock, long holder, Duration wait, Duration lease) {
        long leaseMillis = Math.max(1, lease.toMillis());
        try {
            return calls.answer(
                    wait, () -> lock.tryLockAsync(wait.toMillis(), leaseMillis, TimeUnit.MILLISECONDS, holder));
        } catch (CacheUnavailable e) {
            throw new LockUnavailable("the load lock is not to be had", e);
        }
    }

    /** Held until it is closed, or its lease is over. */
    private static final class Held implements Lease {
        private final RLockAsync lock;
        private final long holder;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(RLockAsync lock, long holder) {
            this.lock = lock;
            this.holder = holder;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                try {
                    lock.unlockAsync(holder).toCompletableFuture().get(RELEASE_WAIT.toNanos(), TimeUnit.NANOSECONDS);
                } catch (ExecutionException | TimeoutException | RuntimeException e) {
                    LOG.debug("A load lock was not let go at once; it ends with its lease: {}", e.toString());
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
