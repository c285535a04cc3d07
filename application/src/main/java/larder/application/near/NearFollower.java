package larder.application.near;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import larder.domain.port.NearNotices;
import larder.domain.port.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Has a near cache ask for news, as long as the process runs, in a thread of its own. If that ever ended, the near cache would
 * be unsure from then on.
 */
public final class NearFollower implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(40);
    private static final Duration LONGEST_REST = Duration.ofMillis(200);
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    /** Failures that end sooner are counted and not told: a start, or a server that is restarted. */
    private static final Duration UNNOTICED = Duration.ofSeconds(2);

    private final NearCache near;
    private final NearNotices notices;
    private final Ticker ticker;
    private final ThreadFactory threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder failures = new LongAdder();
    private @Nullable Thread thread;
    private boolean failing;
    private long since;
    private boolean told;

    /** A follower that does nothing until it is started. */
    public NearFollower(NearCache near, NearNotices notices, Ticker ticker, ThreadFactory threads) {
        this.near = near;
        this.notices = notices;
        this.ticker = ticker;
        this.threads = threads;
    }

    /** Begins. */
    public synchronized void start() {
        thread = threads.newThread(this::untilClosed);
        thread.start();
    }

    /** How often there was no answer. */
    public long failures() {
        return failures.sum();
    }

    /** Ends after the question that is under way, which it waits for no longer than 2 s. */
    @Override
    public synchronized void close() {
        closed.countDown();
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(LAST_WAIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilClosed() {
        Duration rest = REST;
        do {
            Duration longer = rest.multipliedBy(2);
            rest = follows() ? REST : longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
        } while (!closedWithin(rest));
    }

    /** Once; whatever goes wrong, it goes on: until it is answered again no copy is used. */
    boolean follows() {
        try {
            near.follow();
        } catch (RuntimeException why) {
            failed(why);
            return false;
        }
        failing = false;
        if (told) {
            told = false;
            notices.heard();
        }
        return true;
    }

    private void failed(RuntimeException why) {
        failures.increment();
        long now = ticker.nanos();
        if (!failing) {
            failing = true;
            since = now;
        }
        if (!told && now - since >= UNNOTICED.toNanos()) {
            told = true;
            notices.silent(why);
        }
    }

    /** An interrupt ends it. */
    private boolean closedWithin(Duration rest) {
        try {
            return closed.await(rest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }
}
