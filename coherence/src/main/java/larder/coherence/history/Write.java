package larder.coherence.history;

/**
 * A write. The writes of a key begin one after the other, and their versions rise.
 *
 * @param version the number of the state that it makes; of a key that counts, 0
 */
public record Write(String key, long version, State state, long start, long end, Origin origin, Outcome outcome)
        implements Event {
    /** What it leaves under the key. */
    public enum State {
        PRESENT,
        ABSENT
    }

    /** What its client knows of it. */
    public enum Outcome {
        /** It happened. */
        ACKNOWLEDGED,
        /** It happened, or did not, or will. */
        UNKNOWN,
        /** It did not happen, and will not. */
        REFUSED
    }

    boolean acknowledged() {
        return outcome == Outcome.ACKNOWLEDGED;
    }

    boolean possible() {
        return outcome != Outcome.REFUSED;
    }
}
