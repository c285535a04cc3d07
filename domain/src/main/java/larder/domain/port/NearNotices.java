package larder.domain.port;

/** Where the follower of a feed says what an operator should know. A method MUST NOT throw. */
public interface NearNotices {
    /** There are no news, so that no copy is answered. Said once, when it has lasted for a while. */
    void silent(RuntimeException why);

    /** There are news again. Said only after {@link #silent}. */
    void heard();
}
