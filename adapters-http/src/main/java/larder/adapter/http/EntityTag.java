package larder.adapter.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The strong tag of bytes: the first 144 bits of their SHA-256, as 24 characters in quotes. A row's version would not do: it begins
 * anew with a row that is deleted and inserted again.
 */
final class EntityTag {
    private static final int BYTES = 18;

    private EntityTag() {}

    static String of(byte[] body) {
        byte[] digest = Arrays.copyOf(sha256().digest(body), BYTES);
        return '"' + Base64.getUrlEncoder().encodeToString(digest) + '"';
    }

    /** The same for a representation that is as good, but not the same byte for byte. */
    static String weak(String tag) {
        return "W/" + tag;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
