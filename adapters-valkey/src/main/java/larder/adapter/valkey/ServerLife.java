package larder.adapter.valkey;

import java.util.Map;

/**
 * What tells two servers apart that may hold different entries under one address: the run of the process, and when it was made a
 * master if it was a replica in that run.
 *
 * @param run the server's own name of its run
 * @param promotion whose replica it was, and up to where; of one that was none, or has long forgotten it, only zeros before the dot
 */
record ServerLife(String run, String promotion) {
    private static final String NO_PROMOTION = "0".repeat(40) + ".";

    /**
     * As the server tells it.
     *
     * @param server its section of that name
     * @param replication its section of that name
     */
    static ServerLife of(Map<String, String> server, Map<String, String> replication) {
        return new ServerLife(
                server.getOrDefault("run_id", ""),
                replication.getOrDefault("master_replid2", "") + "."
                        + replication.getOrDefault("second_repl_offset", ""));
    }

    /** As the scripts of the feed write it. */
    static ServerLife parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new ServerLife(text, "") : new ServerLife(text.substring(0, dot), text.substring(dot + 1));
    }

    /** Whether a removal that {@code earlier} answered may be missing here. That a promotion is forgotten is none. */
    boolean isAnotherThan(ServerLife earlier) {
        return !run.equals(earlier.run)
                || (!promotion.equals(earlier.promotion) && !promotion.startsWith(NO_PROMOTION));
    }
}
