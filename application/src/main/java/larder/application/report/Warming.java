package larder.application.report;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import larder.application.readthrough.Overloaded;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.RepositoryUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the reports warm as long as the process runs, in a thread of its own that rests until one is due. Every process of a
 * fleet has one; which of them computes is decided anew each time.
 */
public final class Warming implements AutoCloseable {
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final Reports reports;
    private final Duration every;
    private final Duration pause;
    private final Consumer<RuntimeException> complaints;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * Warming that is not begun yet.
     *
     * @param every how old a report may become before it is computed anew; less than the TTL of its region
     * @param pause how long to wait when another process computes, or nobody can; longer than a computation may take, or those
     *     who wait for it look in vain
     * @param complaints is told of what never should have happened
     */
    public Warming(Reports reports, Duration every, Duration pause, Consumer<RuntimeException> complaints) {
        this.reports = reports;
        this.every = every;
        this.pause = pause;
        this.complaints = complaints;
    }

    /** Begins, without anyone waiting for it. */
    public synchronized void start() {
        thread = Thread.ofVirtual().name("larder-warming").start(this::untilClosed);
    }

    /** Computes what is due; answers for how long there is nothing to do. */
    public Duration round() {
        try {
            Duration left = reports.keepWarm(every);
            return left.isPositive() ? left : pause;
        } catch (RepositoryUnavailable | CacheUnavailable | Overloaded _) {
            // Counted where it happened, and shown by the health checks. Readers have the last report.
            return pause;
        } catch (RuntimeException unexpected) {
            complaints.accept(unexpected);
            return pause;
        }
    }

    /** Gives up what is being computed, and waits for the end of it for 2 s at most. */
    @Override
    public synchronized void close() {
        closed.countDown();
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(LAST_WAIT)) {
                complaints.accept(new IllegalStateException("the warming of reports does not end"));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilClosed() {
        try {
            Duration rest = round();
            while (!closed.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
                rest = round();
            }
        } catch (InterruptedException _) {
            // Nobody but close() interrupts this thread.
        }
    }
}
