package larder.domain.port;

/** What a cache remembers under a key: a value in its stored form, or that there is none. */
public sealed interface Content permits Encoded, Content.Absent {
    /** The knowledge that the database was asked and has no such thing. */
    record Absent() implements Content {}
}
