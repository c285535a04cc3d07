package larder.coherence.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the fewest events of a key that still break the rule which a violation is of. */
public final class Interleaving {
    /** Of what came before the read, the nearest this many are tried. */
    private static final int MOST = 400;

    private final KeyHistory history;
    private final Guarantee guarantee;
    private final Outages outages;
    private final Violation violation;

    private Interleaving(KeyHistory history, Guarantee guarantee, Outages outages, Violation violation) {
        this.history = history;
        this.guarantee = guarantee;
        this.outages = outages;
        this.violation = violation;
    }

    /** The same violation with the fewest events: without any one of them there would be none. */
    public static Violation smallest(KeyHistory history, Guarantee guarantee, Outages outages, Violation violation) {
        return new Interleaving(history, guarantee, outages, violation).reduced();
    }

    private Violation reduced() {
        List<Event> kept = candidates();
        Optional<Violation> last = breaks(kept);
        for (int step = Math.max(1, kept.size() / 2); step >= 1 && last.isPresent(); step /= 2) {
            int at = 0;
            while (at < kept.size()) {
                List<Event> fewer = without(kept, at, Math.min(kept.size(), at + step));
                Optional<Violation> still = breaks(fewer);
                if (still.isPresent()) {
                    kept = fewer;
                    last = still;
                } else {
                    at += step;
                }
            }
        }
        List<Event> smallest = kept;
        return last.map(found ->
                        new Violation(found.rule(), found.read(), found.required(), smallest, violation.outages()))
                .orElse(violation);
    }

    /** What the violation names, and what was near to it. */
    private List<Event> candidates() {
        List<Event> before = history.events().stream()
                .filter(event -> event.start() <= violation.read().end())
                .toList();
        List<Event> nearest = new ArrayList<>(before.subList(Math.max(0, before.size() - MOST), before.size()));
        violation.evidence().stream()
                .filter(event -> !nearest.contains(event))
                .forEach(event -> nearest.addFirst(event));
        return nearest;
    }

    private static List<Event> without(List<Event> events, int from, int to) {
        List<Event> fewer = new ArrayList<>(events.subList(0, from));
        fewer.addAll(events.subList(to, events.size()));
        return fewer;
    }

    /** The same read breaks the same rule, and the value that it saw was written. */
    private Optional<Violation> breaks(List<Event> events) {
        return Check.of(KeyHistory.of(history.key(), history.kind(), events), guarantee, outages).stream()
                .filter(found ->
                        found.rule() == violation.rule() && found.read().equals(violation.read()))
                .findFirst();
    }
}
