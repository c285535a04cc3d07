package larder.devservices;

/**
 * A real server for tests and for the first run. The faults are real too: they freeze or kill the server's processes.
 * They throw {@link UnsupportedOperationException} on a server from the environment and on a shared one.
 */
public interface DevServer extends AutoCloseable {
    /** The address in Larder's form, the password included: not for logs. */
    String url();

    /** The port on {@code 127.0.0.1}, or on the host that the environment named. */
    int port();

    /** Where the server came from, in words for a person. */
    String origin();

    /** Ends every process of the server at once, as {@code kill -9} does, and returns when they are gone. */
    void kill();

    /** Freezes every process of the server: connections stay open and nothing is answered. */
    void pause();

    /** Lets a frozen server go on. */
    void resume();

    /** Stops the server cleanly if it runs, and starts it on the same port with the data that it kept. */
    void restart();

    /** Ends the server and deletes its data. Closing twice is harmless. */
    @Override
    void close();
}
