package larder.devservices.backing;

/**
 * What stands behind a server. Faults are real: they stop, freeze or kill the server's processes.
 * One thread at a time may break a server; any number may talk to it.
 */
public sealed interface Backing extends AutoCloseable
        permits LocalBacking, ContainerBacking, ForeignBacking, KeptBacking {
    String host();

    int port();

    /** Where the server came from, in words for a person. */
    String origin();

    /** Ends every process of the server at once, as {@code kill -9} does, and returns when they are gone. */
    void kill();

    /** Freezes every process of the server: connections stay open and nothing is answered. */
    void pause();

    /** Lets a frozen server go on. */
    void resume();

    /** Stops the server cleanly if it runs, and starts it on the same port with the same data. */
    void restart();

    /** Ends the server and deletes its data. Closing twice is harmless. */
    @Override
    void close();
}
