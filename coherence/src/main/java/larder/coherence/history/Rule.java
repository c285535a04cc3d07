package larder.coherence.history;

/** What a history may not break. */
public enum Rule {
    CLAIM("the answer is older than it said that it can be"),
    AT_ONCE("an acknowledged write of the API was not seen, though its process reached the cache"),
    BOUND("a write was not seen after the documented bound"),
    OWN_WRITES("a client did not see its own write through the process that made it"),
    MONOTONIC("after somebody had seen a state, and the bound, an older one was seen"),
    LOST_UPDATE("the database has lost a write that was acknowledged or seen"),
    RESURRECTED("a deleted row was seen again"),
    NEVER_WRITTEN("a value was seen that nobody wrote, or before anybody did"),
    MISSING("what exists was said not to"),
    ANSWER("an answer is not allowed at any time");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
