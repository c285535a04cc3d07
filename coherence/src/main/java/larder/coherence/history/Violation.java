package larder.coherence.history;

import java.util.List;

/**
 * A rule that was broken, with what shows it.
 *
 * @param read what should not have been seen
 * @param required the least version that the read had to see; 0 when that is not the point
 * @param evidence the events that contradict each other, the read among them, in the order of their starts
 * @param outages the faults about that time
 */
public record Violation(Rule rule, Read read, long required, List<Event> evidence, List<Outage> outages) {
    public Violation {
        evidence = List.copyOf(evidence);
        outages = List.copyOf(outages);
    }

    public String key() {
        return read.key();
    }
}
