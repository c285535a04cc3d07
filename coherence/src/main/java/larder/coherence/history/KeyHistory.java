package larder.coherence.history;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that was done to one key, and seen of it: writes and reads, each in the order of their starts. */
public record KeyHistory(String key, Kind kind, List<Write> writes, List<Read> reads) {
    private static final Comparator<Event> BY_START = Comparator.comparingLong(Event::start);

    /** What a version is. */
    public enum Kind {
        /** The number of the state, written into the value. */
        NUMBERED,
        /** The value itself, to which each write adds one. The first event is a read of the database. */
        COUNTED
    }

    public KeyHistory {
        writes = writes.stream().sorted(BY_START).toList();
        reads = reads.stream().sorted(BY_START).toList();
    }

    public static KeyHistory of(String key, Kind kind, List<? extends Event> events) {
        return new KeyHistory(
                key,
                kind,
                events.stream()
                        .filter(Write.class::isInstance)
                        .map(Write.class::cast)
                        .toList(),
                events.stream()
                        .filter(Read.class::isInstance)
                        .map(Read.class::cast)
                        .toList());
    }

    public List<Event> events() {
        return Stream.<Event>concat(writes.stream(), reads.stream())
                .sorted(BY_START)
                .toList();
    }

    boolean numbered() {
        return kind == Kind.NUMBERED;
    }
}
