package larder.application.near;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import larder.domain.port.CacheKey;

/**
 * What was heard of removals, as numbers that only grow. A copy whose key has another stamp now than when it was begun is not
 * used any more, wherever it lies. Keys may share a number, so that a removal may cost a copy of another key.
 */
final class Stamps {
    private static final int SLOTS = 1 << 14;

    private final AtomicLongArray removals = new AtomicLongArray(SLOTS);
    private final AtomicLong clearings = new AtomicLong();

    /** The sum of two numbers that only grow is the same as before only if neither has grown. */
    long of(CacheKey key) {
        return removals.get(slot(key)) + clearings.get();
    }

    void removed(CacheKey key) {
        removals.incrementAndGet(slot(key));
    }

    /** All at once, however many there are. */
    void cleared() {
        clearings.incrementAndGet();
    }

    private static int slot(CacheKey key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    }
}
