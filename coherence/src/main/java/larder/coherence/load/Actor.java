package larder.coherence.load;

/** One thread of the workload: does a step after the other until it is told to stop. */
interface Actor extends AutoCloseable {
    /** Does something, and waits a moment if it is to. */
    void step() throws Exception;

    @Override
    void close();
}
