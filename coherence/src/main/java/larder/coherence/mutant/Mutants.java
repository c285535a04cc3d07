package larder.coherence.mutant;

import java.util.List;
import larder.coherence.fleet.Fault;

/** The mutants that each run of them has to catch. */
public final class Mutants {
    private static final String APPLICATION = "application/src/main/java/larder/application/";
    private static final String SCRIPTS = "adapters-valkey/src/main/resources/larder/adapter/valkey/";

    private Mutants() {}

    public static List<Mutant> all() {
        return List.of(
                invalidateBeforeCommit(),
                noToken(),
                nextFlightOff(),
                removalForgotten(),
                noGate(),
                noFirstLook(),
                noNumbers(),
                copiesInDoubt());
    }

    private static Mutant invalidateBeforeCommit() {
        return new Mutant(
                "invalidate before commit",
                "A user is forgotten before the change is committed: a reader between the two stores the old state.",
                List.of(Fault.CHANGES_HELD),
                APPLICATION + "user/Users.java",
                """
                        try {
                            return repository.change(id, change);
                        } finally {
                            reads.invalidate(List.of(id));
                        }
                """,
                """
                        reads.invalidate(List.of(id));
                        return repository.change(id, change);
                """);
    }

    private static Mutant noToken() {
        return new Mutant(
                "lock without token",
                "A fill is stored whether or not the entry still holds its token, as with a lock beside the entry.",
                List.of(Fault.SQL_SLOW, Fault.CHANGES_HELD),
                SCRIPTS + "fill.lua",
                "if held[1] ~= ARGV[1] or (tonumber(held[2] or 0) or 0) <= now then return {0} end\n",
                "");
    }

    private static Mutant nextFlightOff() {
        return new Mutant(
                "next-flight rule off",
                "Who joins a load that is under way takes its value, even if it was read before the question.",
                List.of(Fault.SQL_SLOW),
                APPLICATION + "readthrough/Loaded.java",
                "return asOf - asked >= 0;",
                "return true;");
    }

    private static Mutant removalForgotten() {
        return new Mutant(
                "removal forgotten",
                "A user that was removed stays in the cache.",
                List.of(Fault.CHANGES_HELD),
                APPLICATION + "user/Users.java",
                """
                        try {
                            return repository.remove(id);
                        } finally {
                            reads.invalidate(List.of(id));
                        }
                """,
                """
                        return repository.remove(id);
                """);
    }

    private static Mutant noGate() {
        return new Mutant(
                "no gate",
                "A process that could not remove what it changed goes on asking the cache.",
                List.of(Fault.CHANGES_HELD),
                APPLICATION + "freshness/Freshness.java",
                """
                    public boolean inDoubt() {
                        Progress now = progress;
                """,
                """
                    public boolean inDoubt() {
                        return false;
                    }

                    boolean notAsked() {
                        Progress now = progress;
                """);
    }

    private static Mutant noFirstLook() {
        return new Mutant(
                "no epoch",
                "A Valkey that was started anew is trusted with whatever its dump brought back.",
                List.of(Fault.VALKEY_REWOUND),
                "adapters-valkey/src/main/java/larder/adapter/valkey/FirstLook.java",
                "long removed = removeEntries(server);",
                "long removed = 0;");
    }

    private static Mutant noNumbers() {
        return new Mutant(
                "no sequence check",
                "A follower of the feed takes no notice of a gap, and goes on from the number that it has.",
                List.of(Fault.VALKEY_LOST, Fault.VALKEY_FLUSHED, Fault.VALKEY_REWOUND),
                SCRIPTS + "news.lua",
                "then return {known[2], last} end\nif missed == 0",
                "then return {ARGV[1], from, 1} end\nif missed == 0");
    }

    private static Mutant copiesInDoubt() {
        return new Mutant(
                "copies in doubt accepted",
                "Copies inside a process are answered however long ago it heard of what was forgotten.",
                List.of(Fault.VALKEY_CUT, Fault.VALKEY_SILENT),
                APPLICATION + "near/NearCache.java",
                """
                        return last != null && ticker.nanos() - last.asked() < bound.toNanos() && last.tellsOf(lost.get())
                                ? last
                                : null;
                """,
                """
                        return last;
                """);
    }
}
