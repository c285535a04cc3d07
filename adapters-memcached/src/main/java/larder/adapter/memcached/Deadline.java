package larder.adapter.memcached;

import java.time.Duration;

/** The moment at which a call is given up, however many steps it has. */
final class Deadline {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    boolean passed() {
        return at - System.nanoTime() <= 0;
    }

    /** What is left, rounded up, at least 1: the client counts in milliseconds. */
    long millisLeft() {
        return Math.max(1, Math.ceilDiv(at - System.nanoTime(), NANOS_PER_MILLI));
    }
}
