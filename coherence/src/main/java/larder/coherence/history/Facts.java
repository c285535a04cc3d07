package larder.coherence.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What is known of one key from its writes, and from what was read in the database itself. */
final class Facts {
    /** The versions that can have happened by then. */
    final Staircase begun = new Staircase();
    /** Those that have happened by then for certain. */
    final Staircase certain = new Staircase();
    /** Of these the writes of the API that reached the cache as well. */
    final Staircase invalidated = new Staircase();

    private final Map<Origin, Staircase> own = new HashMap<>();
    private final Map<Long, Write> byVersion = new HashMap<>();
    private final NavigableSet<Long> absences = new TreeSet<>();
    private final KeyHistory history;
    private final Outages outages;

    Facts(KeyHistory history, Outages outages) {
        this.history = history;
        this.outages = outages;
        if (history.numbered()) {
            history.writes().forEach(this::remember);
        }
        beginnings();
        ends();
    }

    private void remember(Write write) {
        if (write.possible()) {
            byVersion.put(write.version(), write);
            if (write.state() == Write.State.ABSENT) {
                absences.add(write.version());
            }
        }
    }

    /** The count before the first write; nothing of a numbered key was before its first write. */
    private long base() {
        return history.numbered()
                ? 0
                : history.reads().stream()
                        .filter(read -> read.origin().direct())
                        .findFirst()
                        .filter(read -> read.seen() instanceof Seen.Version)
                        .map(read -> ((Seen.Version) read.seen()).number())
                        .orElse(0L);
    }

    private void beginnings() {
        long count = base();
        for (Write write : history.writes()) {
            if (write.possible()) {
                count++;
                begun.rise(write.start(), history.numbered() ? write.version() : count, write);
            }
        }
    }

    private void ends() {
        List<Event> sources = new ArrayList<>();
        history.writes().stream().filter(Write::acknowledged).forEach(sources::add);
        history.reads().stream().filter(read -> read.origin().direct()).forEach(sources::add);
        sources.sort(Comparator.comparingLong(Event::end));
        long count = base();
        for (Event event : sources) {
            switch (event) {
                case Write write -> {
                    count++;
                    settle(write, history.numbered() ? write.version() : count);
                }
                case Read read -> {
                    long seen = read.seen() instanceof Seen.Version(long number) ? number : 0;
                    count = Math.max(count, seen);
                    certain.rise(read.end(), seen, read);
                }
            }
        }
    }

    private void settle(Write write, long version) {
        certain.rise(write.end(), version, write);
        if (write.origin().direct()) {
            return;
        }
        // A process that could not remove what it changed keeps away from the cache, whatever broke.
        own.computeIfAbsent(write.origin(), _ -> new Staircase()).rise(write.end(), version, write);
        if (outages.reachedTheCache(write)) {
            invalidated.rise(write.end(), version, write);
        }
    }

    /** What a client wrote through the process that it asks now. */
    Staircase ownWrites(Origin origin) {
        return own.getOrDefault(origin, new Staircase());
    }

    boolean wasWritten(long version) {
        if (!history.numbered()) {
            return true;
        }
        Write write = byVersion.get(version);
        return write != null && write.state() == Write.State.PRESENT;
    }

    boolean isAbsence(long version) {
        return absences.contains(version);
    }

    /** The lowest state from {@code least} to {@code most} in which nothing is there; -1 for none. State 0 is the one before all writes. */
    long absenceBetween(long least, long most) {
        if (least == 0) {
            return 0;
        }
        Long found = absences.ceiling(least);
        return found != null && found <= most ? found : -1;
    }

    boolean absentBefore(long version) {
        return absences.lower(version) != null;
    }

    /** The write that made a version, where that is known. */
    List<Event> writing(long version) {
        Write write = byVersion.get(version);
        return write == null ? List.of() : List.of(write);
    }
}
