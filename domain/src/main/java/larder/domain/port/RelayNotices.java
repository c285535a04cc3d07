package larder.domain.port;

/** Where the relay of changes says what an operator should know. A method MUST NOT throw. */
public interface RelayNotices {
    /** Changes cannot be taken, or not be applied. Said once, when it has lasted for a while. */
    void stuck(RuntimeException why);

    /** They are taken and applied again. Said only after {@link #stuck}. */
    void moves();

    /** The database does not record its changes. Said once, when it is found out; the sentence says why. */
    void deaf(String why);

    /** It records them again. */
    void hears();
}
