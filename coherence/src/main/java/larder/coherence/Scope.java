package larder.coherence;

import java.util.List;
import larder.coherence.fleet.Fault;
import larder.coherence.load.Writing;

/** How much is asked of Larder. */
enum Scope {
    /** Writes through the API, and faults by which no invalidation gets lost. */
    API,
    /** All kinds of writes, and all faults. */
    ALL;

    /** What Larder promises now. */
    static final Scope PROMISED = ALL;

    Writing writing() {
        return switch (this) {
            case API -> Writing.API;
            case ALL -> Writing.API_AND_SQL;
        };
    }

    List<Fault> faults() {
        return switch (this) {
            case API -> Fault.gentle();
            case ALL -> List.of(Fault.values());
        };
    }
}
