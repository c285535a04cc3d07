package larder.coherence.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was certain, or possible, from when on: versions that only rise with time. */
final class Staircase {
    private final List<Step> steps = new ArrayList<>();

    /**
     * @param from the moment from which it holds
     * @param cause the event that shows it
     */
    record Step(long from, long version, Event cause) {}

    /** To be called in the order of the moments; what is no higher than the last adds nothing. */
    void rise(long from, long version, Event cause) {
        if (steps.isEmpty() || steps.getLast().version() < version) {
            steps.add(new Step(from, version, cause));
        }
    }

    /** The highest step at a moment. */
    Optional<Step> at(long moment) {
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.get(middle).from() <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(steps.get(low - 1));
    }

    long versionAt(long moment) {
        return at(moment).map(Step::version).orElse(0L);
    }
}
