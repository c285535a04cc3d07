package larder.adapter.memory;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;
import larder.domain.port.Ticker;

/**
 * Locks over the threads of this process. A key is in the map only while it is held: what nobody closed is thrown out by
 * whoever asks next, for whatever key, so that nothing heaps up.
 */
final class LocalLoadLock implements LoadLock {
    private final Ticker ticker;

    /** Guards the map for the moment of a look or a change, and is never held while anybody waits. */
    private final ReentrantLock guard = new ReentrantLock();

    /** Eldest first. */
    private final Map<CacheKey, Held> held = new LinkedHashMap<>();

    LocalLoadLock(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        long waitUntil = ticker.nanos() + wait.toNanos();
        guard.lock();
        try {
            while (true) {
                long now = ticker.nanos();
                dropOver(now);
                Held other = held.get(key);
                if (other == null || other.until - now <= 0) {
                    return Optional.of(take(key, now + lease.toNanos()));
                }
                if (waitUntil - now <= 0) {
                    return Optional.empty();
                }
                boolean _ = other.ended.await(Math.min(waitUntil - now, other.until - now), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            guard.unlock();
        }
    }

    /** How many are held. */
    int size() {
        guard.lock();
        try {
            dropOver(ticker.nanos());
            return held.size();
        } finally {
            guard.unlock();
        }
    }

    private Held take(CacheKey key, long until) {
        Held mine = new Held(key, until, guard.newCondition());
        // Out and in again, so that the map stays in the order of taking.
        held.remove(key);
        held.put(key, mine);
        return mine;
    }

    /** Throws out the eldest that are over. A long lease before a short one only puts that off. */
    private void dropOver(long now) {
        Iterator<Held> eldest = held.values().iterator();
        while (eldest.hasNext() && eldest.next().until - now <= 0) {
            eldest.remove();
        }
    }

    private final class Held implements Lease {
        private final CacheKey key;
        private final long until;
        private final Condition ended;

        Held(CacheKey key, long until, Condition ended) {
            this.key = key;
            this.until = until;
            this.ended = ended;
        }

        @Override
        public void close() {
            guard.lock();
            try {
                // Another may hold the key by now: then the map knows another.
                if (held.remove(key, this)) {
                    ended.signalAll();
                }
            } finally {
                guard.unlock();
            }
        }
    }
}
