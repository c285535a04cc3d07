package larder.domain.port;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A value in the form in which it is stored and sent: bytes, and the name of their format, as {@code user/1}. A value that is
 * one row of one table carries the version of that row; one that is made of several has none. The array is handed over and handed
 * out without a copy, since a large answer is passed on as it came in: nobody may write to it.
 */
public final class Encoded implements Content {
    private final String format;
    private final byte[] bytes;
    private final OptionalLong version;

    /** Threads that race compute the same, and a string is whole for whoever finds it. */
    private @Nullable String digest;

    /** A value without a version. */
    public Encoded(String format, byte[] bytes) {
        this(format, bytes, OptionalLong.empty());
    }

    public Encoded(String format, byte[] bytes, OptionalLong version) {
        this.format = format;
        this.bytes = bytes;
        this.version = version;
    }

    public String format() {
        return format;
    }

    public byte[] bytes() {
        return bytes;
    }

    /**
     * The SHA-256 of the bytes in Base64url without padding, 43 characters. Computed when it is asked for first: for large values
     * that are answered again and again it would cost more than the answer.
     */
    public String digest() {
        String known = digest;
        if (known == null) {
            known = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256().digest(bytes));
            digest = known;
        }
        return known;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** The version of the row, as it was when it was read; it rises with every change of the row, as long as the row lives. */
    public OptionalLong version() {
        return version;
    }

    /** The same as of that version. */
    public Encoded of(OptionalLong other) {
        return new Encoded(format, bytes, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoded that
                && format.equals(that.format)
                && Arrays.equals(bytes, that.bytes)
                && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * format.hashCode() + Arrays.hashCode(bytes)) + version.hashCode();
    }

    @Override
    public String toString() {
        String what = format + ", " + bytes.length + " bytes";
        return version.isPresent() ? what + ", version " + version.getAsLong() : what;
    }
}
