package larder.coherence.history;

/**
 * A read.
 *
 * @param source what {@code Cache-Status} said of where the answer came from, for a person
 * @param claim how old the answer said that it is at most, in nanoseconds; {@link #NO_CLAIM} when it said nothing
 */
public record Read(String key, Seen seen, long start, long end, Origin origin, String source, long claim)
        implements Event {
    public static final long NO_CLAIM = -1;
}
