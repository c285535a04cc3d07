package larder.domain.port;

/**
 * The stored form of a kind of value.
 *
 * <ul>
 *   <li>{@link #decode} of what {@link #encode} made MUST be equal to the value.
 *   <li>Two codecs whose bytes differ in shape MUST have different formats.
 * </ul>
 */
public interface Codec<V> {
    /** The name of the format, as {@code user/1}: 1 to 40 printable ASCII characters. */
    String format();

    Encoded encode(V value);

    /**
     * Reads a stored form.
     *
     * @throws IllegalArgumentException when the bytes are not of this format
     */
    V decode(Encoded encoded);
}
