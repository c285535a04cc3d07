package larder.coherence.load;

/** By which ways writers write. */
public enum Writing {
    /** Through the API alone. */
    API,
    /** Through the API, and by SQL behind its back. */
    API_AND_SQL
}
