package larder.adapter.memcached;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import larder.domain.port.CacheUnavailable;

/**
 * Changes entries in one atomic step each, though Memcached runs no scripts: looks, decides, and stores on condition that what
 * was seen is still there; who was overtaken looks again. However many the names, that is two round trips, and two more for
 * those that were overtaken.
 */
final class Changes {
    private final Calls calls;

    Changes(Calls calls) {
        this.calls = calls;
    }

    /** An answer for each name. */
    <T> Map<String, T> make(List<String> names, Decision<T> decision) {
        return names.isEmpty() ? Map.of() : calls.ask((wire, deadline) -> made(names, decision, wire, deadline));
    }

    private static <T> Map<String, T> made(List<String> names, Decision<T> decision, Wire wire, Deadline deadline) {
        Map<String, T> answers = new HashMap<>();
        List<String> left = names;
        while (!left.isEmpty()) {
            if (deadline.passed()) {
                throw new CacheUnavailable("others changed the same entry again and again", null);
            }
            Map<String, Seen> seen = wire.look(left, deadline);
            Map<String, Step.Put<T>> puts = decide(seen, decision, wire.now(), answers);
            store(puts, seen, wire, deadline, answers);
            left = left.stream().filter(name -> !answers.containsKey(name)).toList();
        }
        return answers;
    }

    private static <T> Map<String, Step.Put<T>> decide(
            Map<String, Seen> seen, Decision<T> decision, long now, Map<String, T> answers) {
        Map<String, Step.Put<T>> puts = new HashMap<>();
        seen.forEach((name, what) -> {
            switch (decision.on(name, what, now)) {
                case Step.Leave<T>(T answer) -> answers.put(name, answer);
                case Step.Put<T> put -> puts.put(name, put);
            }
        });
        return puts;
    }

    private static <T> void store(
            Map<String, Step.Put<T>> puts,
            Map<String, Seen> seen,
            Wire wire,
            Deadline deadline,
            Map<String, T> answers) {
        Map<String, Entry> entries = new HashMap<>();
        puts.forEach((name, put) -> entries.put(name, put.entry()));
        wire.put(entries, seen, deadline).forEach((name, outcome) -> {
            Step.Put<T> put = requireNonNull(puts.get(name));
            switch (outcome) {
                case STORED -> answers.put(name, put.whenStored());
                case TOO_LARGE -> answers.put(name, put.whenTooLarge());
                case OVERTAKEN -> {
                    // It is looked at again.
                }
            }
        });
    }

    /** What to make of what was seen. It may be asked again, and must not remember. */
    @FunctionalInterface
    interface Decision<T> {
        Step<T> on(String name, Seen seen, long now);
    }

    /** What is to be done with one entry, and what to answer then. */
    sealed interface Step<T> {
        /** Nothing. */
        record Leave<T>(T answer) implements Step<T> {}

        /** Store this in its place. */
        record Put<T>(Entry entry, T whenStored, T whenTooLarge) implements Step<T> {}
    }
}
