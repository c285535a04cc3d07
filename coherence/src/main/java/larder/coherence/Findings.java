package larder.coherence;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larder.coherence.fleet.Schedule;
import larder.coherence.history.Outages;
import larder.coherence.history.Violation;

/**
 * What a run came to.
 *
 * @param found how many reads broke a rule
 * @param shown for each key that has any the first, in the fewest events
 * @param reads what was read, and where it came from
 * @param writes how many writes, by what became of them
 * @param schedule the faults that there were
 * @param recovery how the cache came back, where that was the question
 * @param length how long clients wrote and read
 */
record Findings(
        long seed,
        String what,
        List<String> servers,
        long found,
        List<Violation> shown,
        Reads reads,
        Map<String, Long> writes,
        Schedule schedule,
        Outages outages,
        Optional<Recovery> recovery,
        Duration length) {
    /** Fewer prove nothing. */
    private static final long ENOUGH = 1_000;

    /**
     * @param checked reads that were answered and looked at
     * @param claims of these how many said how old they can be
     * @param unavailable reads without an answer
     * @param sources of the answers
     */
    record Reads(long checked, long claims, long unavailable, Map<String, Long> sources) {}

    boolean clean() {
        return found == 0;
    }

    /** Whether it proves anything, and what was to come back did. */
    boolean enough() {
        return reads.checked() >= ENOUGH && recovery.stream().allMatch(Recovery::inTime);
    }
}
