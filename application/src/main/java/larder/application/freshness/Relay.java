package larder.application.freshness;

import java.time.Duration;
import java.util.Optional;
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

    /** How long it rests when nothing waits. */
    private static final Duration REST = Duration.ofMillis(20);

    /** The same when nothing has waited for a while. The more processes there are, the sooner one of them looks. */
    private static final Duration LONG_REST = Duration.ofMillis(40);

    private static final Duration QUIET = Duration.ofSeconds(5);

    /** How long it rests when all that waits is in another's hands. */
    private static final Duration SHORT_REST = Duration.ofMillis(5);

    private static final Duration LONGEST_PAUSE_FOR_DATABASE = Duration.ofSeconds(1);

    /** Shorter, as readers go past the cache meanwhile. */
    private static final Duration LONGEST_PAUSE_FOR_CACHE = Duration.ofMillis(250);

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);

    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final ChangeLog log;
    private final Removal removal;
    private final Freshness freshness;
    private final RelayNotices notices;
    private final Ticker ticker;
    private final ThreadFactory threads;
    private final Trouble trouble;
    private final Watermark watermark = new Watermark();
    private final LongAdder applied = new LongAdder();
    private final CountDownLatch firstOutcome = new CountDownLatch(1);
    private final CountDownLatch firstProof = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private long heartbeat;
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
        this.notices = notices;
        this.ticker = ticker;
        this.trouble = new Trouble(notices, ticker);
        this.threads = threads;
        this.heartbeat = ticker.nanos() - BETWEEN_HEARTBEATS.toNanos();
        this.busy = ticker.nanos();
    }

    /** Begins. */
    public synchronized void start() {
        thread = threads.newThread(this::untilClosed);
        thread.start();
    }

    /** Waits until the database was asked once, whatever came of it; no longer than that. */
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

    /** How often this process could not ask for changes, or not apply them. */
    public long failures() {
        return trouble.failures();
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
     * Once through: a heartbeat if one is due, a look into the log, and a batch if something waits.
     *
     * @return how long there is nothing to do
     */
    public Duration round() {
        freshness.asking();
        try {
            Duration rest = turn();
            trouble.isOver();
            return rest;
        } catch (RepositoryUnavailable unavailable) {
            freshness.databaseAway();
            return trouble.with(unavailable, LONGEST_PAUSE_FOR_DATABASE);
        } catch (CacheUnavailable unavailable) {
            freshness.lost();
            return trouble.with(unavailable, LONGEST_PAUSE_FOR_CACHE);
        } catch (RuntimeException unexpected) {
            freshness.lost();
            return trouble.with(unexpected, LONGEST_PAUSE_FOR_DATABASE);
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

    private Duration turn() {
        Backlog backlog = look();
        beat();
        if (backlog.isEmpty()) {
            return ticker.nanos() - busy > QUIET.toNanos() ? LONG_REST : REST;
        }
        busy = ticker.nanos();
        int taken = log.take(BATCH, removal::after);
        applied.add(taken);
        return taken == 0 ? SHORT_REST : Duration.ZERO;
    }

    private Backlog look() {
        long asked = ticker.nanos();
        Backlog backlog = log.backlog();
        OptionalLong proof = watermark.seen(asked, backlog);
        freshness.seen(backlog, proof);
        if (proof.isPresent()) {
            firstProof.countDown();
        }
        return backlog;
    }

    /** What was changed while nothing was recorded is not known, so that all is forgotten before the cache is trusted again. */
    private void beat() {
        long now = ticker.nanos();
        if (now - heartbeat < BETWEEN_HEARTBEATS.toNanos()) {
            return;
        }
        Optional<String> deaf = log.deafness();
        heartbeat = now;
        Optional<String> before = freshness.report().deaf();
        if (deaf.isPresent()) {
            freshness.deaf(deaf);
            if (before.isEmpty()) {
                notices.deaf(deaf.get());
            }
        } else if (before.isPresent()) {
            removal.ofEverything();
            freshness.lost();
            freshness.deaf(Optional.empty());
            notices.hears();
        }
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
