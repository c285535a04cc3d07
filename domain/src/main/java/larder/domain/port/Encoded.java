package larder.domain.port;

import java.util.Arrays;

/**
 * A value in the form in which it is stored and sent: bytes, and the name of their format, as {@code user/1}. The array is
 * handed over and handed out without a copy, since a large answer is passed on as it came in: nobody may write to it.
 */
public final class Encoded implements Content {
    private final String format;
    private final byte[] bytes;

    public Encoded(String format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    public String format() {
        return format;
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoded that && format.equals(that.format) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * format.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return format + ", " + bytes.length + " bytes";
    }
}
