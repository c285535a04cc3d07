package larder.application.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.Ticker;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewBuffer.Backlog;
import larder.domain.port.ViewEvent;
import larder.domain.port.ViewRepository;
import larder.domain.port.ViewRepository.Application;
import larder.domain.port.ViewStats;

/**
 * Counts in the database what waits in the buffer, over and over, in one thread of each process.
 *
 * <p>Any number of processes may do it at once. What makes each view count once is the mark that the repository commits together
 * with the counts: a batch that was read twice, or whose removal was lost, is left out the second time. And a batch has no gap,
 * since the buffer gives the oldest first, and an entry leaves it only after it was counted.
 */
public final class ViewApplier implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final Duration KEYS_AGE = Duration.ofHours(24);
    private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(1);

    /** How long views gather, so that many are counted at once. */
    private static final Duration GATHER = Duration.ofMillis(200);

    /** How often it looks for what others left behind, and tries again what failed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How long it goes on when it is closed, and how long the batch that is under way then may still take. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private static final Duration LAST_BATCH = Duration.ofSeconds(2);

    private final ViewBuffer buffer;
    private final ViewRepository repository;
    private final ViewStats stats;
    private final Ticker ticker;
    private final Executor thread;
    private final Semaphore bell = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;
    private long forgotten;

    /**
     * An applier that does nothing until it is started.
     *
     * @param ticker runs in real time, since that is what it waits in
     * @param thread runs what it is given in a thread of its own
     */
    public ViewApplier(ViewBuffer buffer, ViewRepository repository, ViewStats stats, Ticker ticker, Executor thread) {
        this.buffer = buffer;
        this.repository = repository;
        this.stats = stats;
        this.ticker = ticker;
        this.thread = thread;
    }

    public void start() {
        started = true;
        forgotten = ticker.nanos();
        thread.execute(this::run);
    }

    /** Tells it that something waits. */
    public void ring() {
        bell.release();
    }

    /**
     * Counts what still waits, for a few seconds at most, and ends. What is left waits for another process, or the next start.
     * To be called when nothing is appended any more.
     */
    @Override
    public void close() {
        closing.countDown();
        bell.release();
        if (started) {
            boolean _ = awaited(ended, DRAIN.plus(LAST_BATCH));
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                rest(turn());
            }
            drain();
        } finally {
            ended.countDown();
        }
    }

    private void rest(Turn turn) {
        switch (turn) {
            case MORE -> {}
            case LESS, NOTHING -> {
                if (!awaited(closing, GATHER)) {
                    listen(LOOK);
                }
            }
            case STUCK -> {
                boolean _ = awaited(closing, LOOK);
            }
        }
    }

    private void drain() {
        long began = ticker.nanos();
        Turn turn = turn();
        while ((turn == Turn.MORE || turn == Turn.LESS) && ticker.nanos() - began < DRAIN.toNanos()) {
            if (turn == Turn.LESS) {
                listen(GATHER);
            }
            turn = turn();
        }
    }

    /** Once through: what waits longest, counted and removed. */
    private Turn turn() {
        try {
            forgetOldKeys();
            Backlog backlog = buffer.oldest(BATCH);
            stats.waiting(backlog.length());
            List<BufferedView> entries = backlog.oldest();
            List<BufferedView> uncountable = new ArrayList<>(
                    entries.stream().filter(entry -> entry.view().isEmpty()).toList());
            for (List<BufferedView> ofOneEpoch : readable(entries)) {
                if (!applied(ofOneEpoch, uncountable)) {
                    return Turn.LESS;
                }
            }
            // Last, since it takes memory that the buffer's server may not have.
            setAside(uncountable);
            return entries.isEmpty() ? Turn.NOTHING : entries.size() < BATCH ? Turn.LESS : Turn.MORE;
        } catch (RuntimeException failed) {
            stats.stuck(failed);
            return Turn.STUCK;
        }
    }

    private static Iterable<List<BufferedView>> readable(List<BufferedView> entries) {
        Map<String, List<BufferedView>> byEpoch = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.view().isPresent())
                .forEach(entry -> byEpoch.computeIfAbsent(entry.epoch(), _ -> new ArrayList<>())
                        .add(entry));
        return byEpoch.values();
    }

    /** Whether they are done with; not when another process is at it. Adds those that nothing can be counted for. */
    private boolean applied(List<BufferedView> entries, List<BufferedView> uncountable) {
        return switch (repository.apply(entries)) {
            case Application.Busy _ -> false;
            case Application.Done done -> {
                stats.count(ViewEvent.APPLIED, done.counted());
                uncountable.addAll(
                        entries.stream().filter(entry -> isGone(entry, done)).toList());
                buffer.remove(
                        entries.stream().filter(entry -> !isGone(entry, done)).toList());
                yield true;
            }
        };
    }

    private static boolean isGone(BufferedView entry, Application.Done done) {
        return entry.view().map(View::product).filter(done.gone()::contains).isPresent();
    }

    private void setAside(List<BufferedView> entries) {
        if (!entries.isEmpty()) {
            buffer.setAside(entries);
            stats.count(ViewEvent.SET_ASIDE, entries.size());
        }
    }

    private void forgetOldKeys() {
        if (ticker.nanos() - forgotten >= BETWEEN_FORGETTING.toNanos()
                && repository.forgetKeys(KEYS_AGE, BATCH) < BATCH) {
            forgotten = ticker.nanos();
        }
    }

    private void listen(Duration bound) {
        try {
            if (bell.tryAcquire(bound.toNanos(), TimeUnit.NANOSECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException _) {
            closing.countDown();
        }
    }

    /** An interrupt ends the applier, too. */
    private boolean awaited(CountDownLatch latch, Duration bound) {
        try {
            return latch.await(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            closing.countDown();
            return true;
        }
    }

    /** What once through came to. */
    private enum Turn {
        /** A full batch was counted: there may be more. */
        MORE,
        /** Less than a full batch was counted, or another process counts. */
        LESS,
        NOTHING,
        STUCK
    }
}
