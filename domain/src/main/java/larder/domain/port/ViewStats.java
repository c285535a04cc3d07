package larder.domain.port;

/** Where the core reports what becomes of views. A method MUST NOT throw and may be called by many threads at once. */
public interface ViewStats {
    /** Counts an event that happened to so many views. MUST be cheap. */
    void count(ViewEvent event, long views);

    /** Notes how many views wait in the buffer, as this process saw it last. MUST be cheap. */
    void waiting(long views);

    /** Notes that what waits could not be counted, and is tried again. MUST tell an operator, but not over and over. */
    void stuck(RuntimeException why);
}
