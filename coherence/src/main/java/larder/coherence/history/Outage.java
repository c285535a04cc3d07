package larder.coherence.history;

/**
 * A fault while it lasted.
 *
 * @param what in words for a person
 * @param process the number of the process that it touched, or {@link #EVERYBODY}
 * @param effect what the guarantee allows for it
 * @param end {@link Long#MAX_VALUE} while it lasts
 */
public record Outage(String what, int process, Effect effect, long start, long end) {
    public static final int EVERYBODY = -1;

    /** What the guarantee allows for it. */
    public enum Effect {
        /** Nothing. */
        NONE,
        /** A write of the process that is acknowledged meanwhile may not have reached the cache. */
        LOSES_INVALIDATIONS,
        /** The process stands still; what it loses besides is as above. */
        PAUSES
    }

    boolean touches(int which) {
        return process == EVERYBODY || process == which;
    }

    boolean overlaps(long from, long to) {
        return start <= to && end >= from;
    }

    /** How much of a span it covers. */
    long within(long from, long to) {
        return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
}
