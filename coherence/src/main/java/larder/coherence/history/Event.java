package larder.coherence.history;

/**
 * One thing that a client did to one key. Times are nanoseconds of the checker's own clock: {@code start} was read before the
 * request was sent, {@code end} after its answer had come. So a pause of the checker makes an event longer, never later.
 */
public sealed interface Event permits Write, Read {
    String key();

    long start();

    long end();

    Origin origin();
}
