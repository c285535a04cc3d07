package larder.application.freshness;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import larder.application.near.Forgetting;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.ChangeLog;
import larder.domain.port.ChangeLog.Backlog;
import larder.domain.port.HealthCheck;
import larder.domain.port.RelayNotices;
import larder.domain.port.RepositoryNotReady;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes from the database's log and removes from the cache what depends on them, as long as the process runs, in a
 * thread of its own. Every process of a fleet has one; a change is applied by whichever takes it, at least once, and all of
 * them see in the log that it was.
 *
 * <p>The thread is one of the operating system's: among the many that serve requests it would wait for its turn just when there
 * is most to do.
 */
public final class Relay implements AutoCloseable {
    /** How many changes are applied at once. */
    private static final int BATCH = 500;

    /** How long it rests when nothing waits, for a while after something did. */
    private static final Duration REST = Duration.ofMillis(10);

    /** The same when nothing has waited for a while. The more processes there are, the sooner one of them looks. */
    private static final Duration LONG_REST = Duration.ofMillis(70);

    private static final Duration QUIET = Duration.ofSeconds(5);

    /** How long it rests when all that waits is in another's hands; each time after twice as long, up to {@link #REST}. */
    private static final Duration SHORT_REST = Duration.ofMillis(5);

    private static final Duration LONGEST_PAUSE_FOR_DATABASE = Duration.ofSeconds(1);

    /** Shorter, as readers go past the cache meanwhile. */
    private static final Duration LONGEST_PAUSE_FOR_CACHE = Duration.ofMillis(250);

    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final ChangeLog log;
    private final Removal removal;
    private final Freshness freshness;
    private final Ticker ticker;
    private final ThreadFactory threads;
    private final Trouble trouble;
    private final Heartbeats heartbeats;
    private final Watermark watermark = new Watermark();
    private final LongAdder applied = new LongAdder();
    private final CountDownLatch firstOutcome = new CountDownLatch(1);
    private final CountDownLatch firstProof = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private Duration restForOthers = SHORT_REST;
    private long busy;
    private @Nullable Thread thread;

    /**
     * A relay that does nothing until it is started.
     *
     * @param freshness is told what this one sees; of no other relay
     * @param ticker that of {@code freshness}
     */
    public Relay(
            ChangeLog log,
            Forgetting forgetting,
            Dependencies dependencies,
            Freshness freshness,
            RelayNotices notices,
            Ticker ticker,
            ThreadFactory threads) {
        this.log = log;
        this.removal = new Removal(forgetting, dependencies);
        this.freshness = freshness;
        this.ticker = ticker;
        this.trouble = new Trouble(notices, ticker);
        this.heartbeats = new Heartbeats(log, removal, freshness, notices, ticker);
        this.threads = threads;
        this.busy = ticker.nanos();
    }

    /** Begins. */
    public synchronized void start() {
        thread = threads.newThread(this::untilClosed);
        thread.start();
    }

    /** Waits until the database was asked once, whatever came of it; no longer than that. The gate may still be shut then. */
    public void awaitFirstOutcome(Duration bound) {
        await(firstOutcome, bound);
    }

    /** Waits until something is proven; no longer than that. */
    public void awaitFirstProof(Duration bound) {
        await(firstProof, bound);
    }

    /** How many changes this process has applied. */
    public long applied() {
        return applied.sum();
    }

    /** How often this process could not ask for changes or whether they are recorded, or could not apply them. */
    public long failures() {
        return trouble.failures() + heartbeats.failures();
    }

    /** What it has seen. */
    public Freshness freshness() {
        return freshness;
    }

    /** The health of {@code freshness}: degraded while there is doubt or the database does not tell its changes. */
    public HealthCheck health() {
        return new FreshnessHealth(freshness);
    }

    /**
     * Once through: a look into the log, a batch if something waits, and a heartbeat if one is due. Each fails for itself: only a
     * look says that the database is away, and no heartbeat keeps changes from being applied.
     *
     * @return how long there is nothing to do
     */
    public Duration round() {
        freshness.asking();
        try {
            Duration rest = followed();
            heartbeats.beatIfDue(trouble);
            return rest;
        } finally {
            freshness.resting();
            firstOutcome.countDown();
        }
    }

    /** Ends after what it is doing, which it waits for no longer than 2 s. What was not applied waits for another process. */
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
        try {
            Duration rest = round();
            while (!await(closed, rest)) {
                rest = round();
            }
        } finally {
            // Whatever ended it, nobody follows the changes from now on.
            freshness.unknown();
        }
    }

    private Duration followed() {
        try {
            Duration rest = follow(look());
            trouble.isOver();
            return rest;
        } catch (RepositoryUnavailable unavailable) {
            return trouble.with(unavailable, LONGEST_PAUSE_FOR_DATABASE);
        } catch (CacheUnavailable unavailable) {
            freshness.lost();
            return trouble.with(unavailable, LONGEST_PAUSE_FOR_CACHE);
        } catch (RuntimeException unexpected) {
            freshness.lost();
            return trouble.with(unexpected, LONGEST_PAUSE_FOR_DATABASE);
        }
    }

    private Backlog look() {
        long asked = ticker.nanos();
        Backlog backlog = backlog();
        OptionalLong proof = watermark.seen(asked, backlog);
        freshness.seen(backlog, proof);
        if (proof.isPresent()) {
            firstProof.countDown();
        }
        return backlog;
    }

    private Backlog backlog() {
        try {
            return log.backlog();
        } catch (RepositoryNotReady notReady) {
            freshness.unknown();
            throw notReady;
        } catch (RepositoryUnavailable away) {
            freshness.databaseAway();
            throw away;
        }
    }

    private Duration follow(Backlog backlog) {
        if (backlog.isEmpty()) {
            restForOthers = SHORT_REST;
            return ticker.nanos() - busy > QUIET.toNanos() ? LONG_REST : REST;
        }
        busy = ticker.nanos();
        int taken = log.take(BATCH, removal::after);
        applied.add(taken);
        if (taken > 0) {
            restForOthers = SHORT_REST;
            return Duration.ZERO;
        }
        Duration rest = restForOthers;
        restForOthers = rest.multipliedBy(2).compareTo(REST) < 0 ? rest.multipliedBy(2) : REST;
        return rest;
    }

    /** An interrupt ends it. */
    private boolean await(CountDownLatch latch, Duration bound) {
        try {
            return latch.await(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            closed.countDown();
            return true;
        }
    }
}
