package larder.domain.port;

/** What a cache answers to a read. */
public sealed interface Lookup {
    /** Something is there, fresh or stale. */
    record Found(CacheEntry entry) implements Lookup {}

    /** Nothing is there, or nothing but a reservation. */
    record Missing() implements Lookup {}

    /** Something is there that this adapter did not write so, or that was damaged. */
    record Unreadable(String reason) implements Lookup {}
}
