package larder.coherence;

import java.util.List;
import larder.coherence.fleet.Fault;
import larder.coherence.load.Writing;

/** How much is asked of Larder. */
enum Scope {
    /** Writes through the API, and faults by which no invalidation gets lost. */
    API(Writing.API, Fault.gentle()),
    /** All kinds of writes, and all faults. */
    ALL(Writing.API_AND_SQL, List.of(Fault.values()));

    /** What Larder promises now. */
    static final Scope PROMISED = API;

    private final Writing writing;
    private final List<Fault> faults;

    Scope(Writing writing, List<Fault> faults) {
        this.writing = writing;
        this.faults = faults;
    }

    Writing writing() {
        return writing;
    }

    List<Fault> faults() {
        return faults;
    }
}
