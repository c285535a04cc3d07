package larder.coherence.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import larder.coherence.history.Event;
import larder.coherence.history.KeyHistory;
import larder.coherence.history.KeyHistory.Kind;
import larder.coherence.history.Read;
import larder.coherence.history.Seen;

/** What all clients noted. */
public final class Records {
    private final Map<String, Notes> byKey = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> sources = new ConcurrentHashMap<>();
    private final LongAdder checked = new LongAdder();
    private final LongAdder claimed = new LongAdder();
    private final LongAdder unavailable = new LongAdder();

    private record Notes(Kind kind, List<Event> events) {}

    void note(Kind kind, Event event) {
        Notes notes = byKey.computeIfAbsent(event.key(), _ -> new Notes(kind, new ArrayList<>()));
        synchronized (notes) {
            notes.events().add(event);
        }
        if (event instanceof Read read) {
            count(read);
        }
    }

    private void count(Read read) {
        sources.computeIfAbsent(read.source(), _ -> new LongAdder()).increment();
        if (read.seen() instanceof Seen.Unavailable) {
            unavailable.increment();
            return;
        }
        checked.increment();
        if (read.claim() != Read.NO_CLAIM) {
            claimed.increment();
        }
    }

    public List<KeyHistory> histories() {
        return byKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> {
                    synchronized (entry.getValue()) {
                        return KeyHistory.of(
                                entry.getKey(),
                                entry.getValue().kind(),
                                entry.getValue().events());
                    }
                })
                .toList();
    }

    /** Reads that were answered. */
    public long checkedReads() {
        return checked.sum();
    }

    /** Of these how many said how old they can be. */
    public long claims() {
        return claimed.sum();
    }

    /** Reads without an answer: 503, or a lost connection. */
    public long unavailableReads() {
        return unavailable.sum();
    }

    /** Where the answers came from, or why there was none. */
    public Map<String, Long> sources() {
        Map<String, Long> counts = new java.util.TreeMap<>();
        sources.forEach((source, count) -> counts.put(source, count.sum()));
        return counts;
    }
}
