package larder.contracts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import larder.application.readthrough.Source;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Versioned;
import org.jspecify.annotations.Nullable;

/** A database of texts for the tests of reading through: it counts its loads, holds them up, fails and, if told to, cheats. */
public final class ShelfSource {
    private final Map<String, Versioned<String>> rows = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Map<String, Versioned<String>>> snapshot = new AtomicReference<>();
    private final AtomicReference<@Nullable Supplier<? extends RuntimeException>> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Gate> beforeNextRead = new AtomicReference<>();
    private final AtomicReference<@Nullable Gate> afterNextRead = new AtomicReference<>();
    private final AtomicReference<Runnable> duringRead = new AtomicReference<>(() -> {});
    private final List<List<String>> queries = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    public Source<String, String> source() {
        return Source.ofRows(id -> Optional.ofNullable(answer(List.of(id)).get(id)), ids -> answer(List.copyOf(ids)));
    }

    /** Commits a text, and answers the row as it is then: a new one begins with version 1. */
    public Versioned<String> put(String id, String text) {
        return rows.compute(id, (_, before) -> new Versioned<>(text, before == null ? 1 : before.version() + 1));
    }

    public void remove(String id) {
        rows.remove(id);
    }

    /** From now on it cannot be asked. */
    public void fail() {
        failWith(() -> new RepositoryUnavailable("the database is away on purpose", new IOException("refused")));
    }

    /** From now on each query ends so. */
    public void failWith(Supplier<? extends RuntimeException> reason) {
        failure.set(reason);
    }

    public void heal() {
        failure.set(null);
    }

    /** From now on it answers from what it holds now, as a transaction does that was opened too early. */
    public void cheat() {
        snapshot.set(Map.copyOf(rows));
    }

    /** Holds the next query up before it sees anything. */
    public void holdBeforeRead(Gate gate) {
        beforeNextRead.set(gate);
    }

    /** Holds the next query up when it has seen what there is. */
    public void holdAfterRead(Gate gate) {
        afterNextRead.set(gate);
    }

    /** Does that within each query from now on. */
    public void duringRead(Runnable deed) {
        duringRead.set(deed);
    }

    /** How many queries have begun. */
    public int loads() {
        return queries.size();
    }

    /** The ids that each query asked for. */
    public List<List<String>> queries() {
        return new ArrayList<>(queries);
    }

    /** The most queries that were under way at the same time. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    private Map<String, Versioned<String>> answer(Collection<String> ids) {
        queries.add(List.copyOf(ids));
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            pass(beforeNextRead.getAndSet(null));
            Map<String, Versioned<String>> seen = seen(ids);
            duringRead.get().run();
            pass(afterNextRead.getAndSet(null));
            return seen;
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Map<String, Versioned<String>> seen(Collection<String> ids) {
        Supplier<? extends RuntimeException> reason = failure.get();
        if (reason != null) {
            throw reason.get();
        }
        Map<String, Versioned<String>> old = snapshot.get();
        Map<String, Versioned<String>> seen = new HashMap<>(old == null ? rows : old);
        seen.keySet().retainAll(ids);
        return seen;
    }

    private static void pass(@Nullable Gate gate) {
        if (gate == null) {
            return;
        }
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RepositoryUnavailable("interrupted", interrupted);
        }
    }
}
