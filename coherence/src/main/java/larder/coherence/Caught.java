package larder.coherence;

import java.util.List;
import larder.coherence.history.Violation;
import larder.coherence.mutant.Mutant;

/**
 * What became of a mutant.
 *
 * @param seconds until it was caught, or the run was over
 * @param by what caught it; empty when nothing did
 */
record Caught(Mutant mutant, double seconds, List<Violation> by) {
    boolean escaped() {
        return by.isEmpty();
    }
}
