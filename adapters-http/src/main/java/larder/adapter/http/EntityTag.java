package larder.adapter.http;

import larder.domain.port.Encoded;

/**
 * The strong tag of bytes: the first 144 bits of their SHA-256, as 24 characters in quotes. A row's version would not do: it begins
 * anew with a row that is deleted and inserted again.
 */
final class EntityTag {
    private static final int CHARACTERS = 24;

    private EntityTag() {}

    static String of(byte[] body) {
        return of(new Encoded("", body));
    }

    /** What was answered before has its digest already. */
    static String of(Encoded body) {
        return '"' + body.digest().substring(0, CHARACTERS) + '"';
    }

    /** The same for a representation that is as good, but not the same byte for byte. */
    static String weak(String tag) {
        return "W/" + tag;
    }
}
