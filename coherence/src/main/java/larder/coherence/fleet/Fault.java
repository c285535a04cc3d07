package larder.coherence.fleet;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import larder.coherence.history.Outage.Effect;

/** What may be done to the servers and to Larder's processes. Each is bounded in time and undone. */
public enum Fault {
    SQL_SLOW("SQL answers one process 60 ms late", Target.ONE, Effect.NONE, Harm.NOTHING_LOST, 500, 2_000),
    VALKEY_SLOW("Valkey answers one process 20 ms late", Target.ONE, Effect.NONE, Harm.NOTHING_LOST, 500, 2_000),
    VALKEY_FLUSHED("FLUSHALL", Target.ALL, Effect.NONE, Harm.NOTHING_LOST, 50, 100),
    CHANGES_HELD(
            "another session keeps the changes that nobody has taken yet, and stands still",
            Target.ALL,
            Effect.NONE,
            Harm.NOTHING_LOST,
            1_200,
            2_500),
    SQL_CUT("one process is cut off from SQL, its relay with it", Target.ONE, Effect.NONE, Harm.LOSSES, 500, 2_500),
    VALKEY_CUT(
            "one process is cut off from Valkey, its feed with it",
            Target.ONE,
            Effect.LOSES_INVALIDATIONS,
            Harm.LOSSES,
            500,
            2_500),
    VALKEY_CUT_FROM_ALL("all are cut off from Valkey", Target.ALL, Effect.LOSES_INVALIDATIONS, Harm.LOSSES, 500, 2_000),
    VALKEY_SILENT(
            "Valkey takes what one process sends, and is silent",
            Target.ONE,
            Effect.LOSES_INVALIDATIONS,
            Harm.LOSSES,
            500,
            2_000),
    VALKEY_PAUSED("Valkey is stopped (SIGSTOP)", Target.ALL, Effect.LOSES_INVALIDATIONS, Harm.LOSSES, 300, 2_000),
    VALKEY_FULL("Valkey's memory is full", Target.ALL, Effect.LOSES_INVALIDATIONS, Harm.LOSSES, 500, 2_000),
    VALKEY_LOST(
            "Valkey is killed and comes back empty", Target.ALL, Effect.LOSES_INVALIDATIONS, Harm.LOSSES, 300, 1_500),
    VALKEY_REWOUND(
            "Valkey is killed and comes back from a dump that is a second old",
            Target.ALL,
            Effect.LOSES_INVALIDATIONS,
            Harm.LOSSES,
            300,
            1_500),
    PROCESS_PAUSED("a process is stopped (SIGSTOP)", Target.ONE, Effect.PAUSES, Harm.LOSSES, 300, 2_500),
    PROCESS_KILLED(
            "a process is killed (kill -9) and started again",
            Target.ONE,
            Effect.LOSES_INVALIDATIONS,
            Harm.LOSSES,
            100,
            500),
    CUT_AND_KILLED(
            "a process that is cut off from Valkey is killed before it can tell",
            Target.ONE,
            Effect.LOSES_INVALIDATIONS,
            Harm.LOSSES,
            500,
            1_000);

    private final String sentence;
    private final Target target;
    private final Effect effect;
    private final Harm harm;
    private final Duration shortest;
    private final Duration longest;

    Fault(String sentence, Target target, Effect effect, Harm harm, long shortest, long longest) {
        this.sentence = sentence;
        this.target = target;
        this.effect = effect;
        this.harm = harm;
        this.shortest = Duration.ofMillis(shortest);
        this.longest = Duration.ofMillis(longest);
    }

    /** Whom it touches. */
    public enum Target {
        ONE,
        ALL
    }

    /** Whether an invalidation can get lost by it, so that only the change log can make up for it. */
    private enum Harm {
        NOTHING_LOST,
        LOSSES
    }

    /** Those by which no invalidation gets lost. */
    public static List<Fault> gentle() {
        return Arrays.stream(values())
                .filter(fault -> fault.harm == Harm.NOTHING_LOST)
                .toList();
    }

    public String sentence() {
        return sentence;
    }

    Target target() {
        return target;
    }

    Effect effect() {
        return effect;
    }

    Duration shortest() {
        return shortest;
    }

    Duration longest() {
        return longest;
    }
}
