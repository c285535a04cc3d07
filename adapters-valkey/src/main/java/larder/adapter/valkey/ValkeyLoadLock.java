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

    private final RedissonClient redisson;
    private final Calls calls;
    private final Duration releaseWait;
    private final AtomicLong holders = new AtomicLong();

    /**
     * @param releaseWait how long a release is waited for; one that takes longer goes on alone, so that a server that hangs
     *     does not hold up the answer that was loaded
     */
    ValkeyLoadLock(RedissonClient redisson, Calls calls, Duration releaseWait) {
        this.redisson = redisson;
        this.calls = calls;
        this.releaseWait = releaseWait;
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        RLockAsync lock = redisson.getLock("{" + key + "}:lock");
        long holder = holders.incrementAndGet();
        boolean held = attempt(lock, holder, Duration.ZERO, lease)
                || (wait.isPositive() && attempt(lock, holder, wait, lease));
        return held ? Optional.of(new Held(lock, holder, releaseWait)) : Optional.empty();
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
        private final Duration releaseWait;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(RLockAsync lock, long holder, Duration releaseWait) {
            this.lock = lock;
            this.holder = holder;
            this.releaseWait = releaseWait;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                try {
                    lock.unlockAsync(holder).toCompletableFuture().get(releaseWait.toNanos(), TimeUnit.NANOSECONDS);
                } catch (ExecutionException | TimeoutException | RuntimeException e) {
                    LOG.debug("A load lock was not let go at once; it ends with its lease: {}", e.toString());
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
