package larder.application.readthrough;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import larder.domain.InvalidValue;

/** The number of loads that one process makes at the same time, over all regions, so that a cache that is away does not take the database with it. */
public final class LoadLimit {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore permits;
    private final Duration wait;

    /**
     * A limit of its own.
     *
     * @param loads how many at the same time; at least 1
     * @param wait how long a load waits for its turn before it is shed; not negative
     */
    public LoadLimit(int loads, Duration wait) {
        if (loads < 1 || wait.isNegative()) {
            throw new InvalidValue("a load limit is at least 1, and its wait is not negative");
        }
        this.permits = new Semaphore(loads, true);
        this.wait = wait;
    }

    /** Does it when it is its turn.
     *
     * @throws Overloaded when its turn does not come in time
     */
    public <T> T run(Supplier<T> load) {
        if (!acquired(wait)) {
            throw new Overloaded("too many loads are under way", RETRY_AFTER);
        }
        try {
            return load.get();
        } finally {
            permits.release();
        }
    }

    private boolean acquired(Duration patience) {
        try {
            return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
