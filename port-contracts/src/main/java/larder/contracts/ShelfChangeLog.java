package larder.contracts;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import larder.domain.port.Change;
import larder.domain.port.ChangeLog;
import larder.domain.port.RepositoryNotReady;
import larder.domain.port.RepositoryUnavailable;

/**
 * A log of changes in memory, shared by as many processes as a test has. Changes can be begun in one order and committed in
 * another; the answer to a look can be held up; and the database behind it can go away or grow deaf.
 */
public final class ShelfChangeLog implements ChangeLog {
    private final Map<Long, Change> begun = new HashMap<>();
    private final TreeMap<Long, Change> committed = new TreeMap<>();
    private final Set<Long> taken = new HashSet<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger heartbeats = new AtomicInteger();
    private volatile Optional<Gate> answers = Optional.empty();
    private volatile Optional<String> deafness = Optional.empty();
    private volatile Set<Question> unanswered = Set.of();
    private volatile boolean ready = true;
    private long last;

    /** Makes a change that nobody sees yet; answers its number. */
    public synchronized long begin(Change change) {
        begun.put(++last, change);
        return last;
    }

    public synchronized void commit(long number) {
        committed.put(number, begun.remove(number));
    }

    /** Makes a change and commits it. */
    public void record(Change change) {
        commit(begin(change));
    }

    /** Holds the answers of all looks from now on, what they have seen they have seen. */
    public void holdAnswers(Gate gate) {
        answers = Optional.of(gate);
    }

    public void letAnswers() {
        answers = Optional.empty();
    }

    public void goAway() {
        goAway(Question.values());
    }

    /** From now on these questions are not answered, and all others are. */
    public void goAway(Question... questions) {
        unanswered = Set.of(questions);
    }

    public void comeBack() {
        unanswered = Set.of();
        ready = true;
    }

    /** From now on the database is being migrated. */
    public void migrate() {
        ready = false;
    }

    /** From now on a heartbeat finds that changes are not recorded, for that reason. */
    public void deafen(String why) {
        deafness = Optional.of(why);
    }

    public void hear() {
        deafness = Optional.empty();
    }

    /** How many changes wait. */
    public synchronized int waiting() {
        return committed.size();
    }

    /** How often somebody looked, in vain or not. */
    public int looks() {
        return looks.get();
    }

    public int heartbeats() {
        return heartbeats.get();
    }

    @Override
    public int take(int most, Consumer<List<Change>> apply) {
        requireThere(Question.TAKE);
        Map<Long, Change> mine = hold(most);
        boolean done = false;
        try {
            if (!mine.isEmpty()) {
                apply.accept(new ArrayList<>(mine.values()));
            }
            done = true;
            return mine.size();
        } finally {
            end(mine.keySet(), done);
        }
    }

    @Override
    public Backlog backlog() {
        looks.incrementAndGet();
        requireThere(Question.LOOK);
        Backlog seen = seen();
        answers.ifPresent(ShelfChangeLog::pass);
        return seen;
    }

    @Override
    public Optional<String> deafness() {
        heartbeats.incrementAndGet();
        requireThere(Question.BEAT);
        return deafness;
    }

    private synchronized Backlog seen() {
        return committed.isEmpty()
                ? Backlog.NONE
                : new Backlog(
                        OptionalLong.of(committed.firstKey()),
                        OptionalLong.of(committed.lastKey()),
                        Duration.ofMillis(committed.size()));
    }

    private synchronized Map<Long, Change> hold(int most) {
        Map<Long, Change> mine = new TreeMap<>();
        committed.forEach((number, change) -> {
            if (mine.size() < most && taken.add(number)) {
                mine.put(number, change);
            }
        });
        return mine;
    }

    private synchronized void end(Set<Long> numbers, boolean done) {
        taken.removeAll(numbers);
        if (done) {
            committed.keySet().removeAll(numbers);
        }
    }

    private void requireThere(Question question) {
        if (!ready) {
            throw new RepositoryNotReady("the database is being migrated", new IllegalStateException("under way"));
        }
        if (unanswered.contains(question)) {
            throw new RepositoryUnavailable("the database is away on purpose", new IOException("away"));
        }
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            throw new RepositoryUnavailable("interrupted", interrupted);
        }
    }

    /** What a log is asked. */
    public enum Question {
        /** {@link #backlog}. */
        LOOK,
        /** {@link #take}. */
        TAKE,
        /** {@link #deafness}. */
        BEAT
    }
}
