package larder.adapter.memcached;

/** What a look at a key found. The number is the server's, another after each change of the key. */
sealed interface Seen {
    /** Nothing is there. */
    record Nothing() implements Seen {}

    /** Something is there that is no entry. */
    record Foreign(long number) implements Seen {}

    /** An entry is there. */
    record Kept(long number, Entry entry) implements Seen {}
}
