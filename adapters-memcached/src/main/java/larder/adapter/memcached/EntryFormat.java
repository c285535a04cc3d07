package larder.adapter.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import larder.domain.port.Content;
import larder.domain.port.Encoded;

/**
 * An entry as bytes: a line of words, then the value as it is, so that {@code get user:101} shows both to a person.
 *
 * <pre>larder/2 CHECKSUM TOKEN HELD-UNTIL STORED FRESH-UNTIL STALE-UNTIL LOAD-MICROS VERSION none|absent|value FORMAT</pre>
 *
 * The checksum is the CRC32C of all that follows it. Token and time have one width, so that an entry which a token is put into
 * does not grow, and cannot grow too large. A value without a version has {@code -} in its place.
 */
final class EntryFormat {
    private static final String FIRST_WORD = "larder/2";
    private static final String NO_VERSION = "-";
    private static final int WORDS = 11;
    private static final int CHECKSUM_AT = FIRST_WORD.length() + 1;
    private static final int CHECKED_FROM = CHECKSUM_AT + 8;
    private static final int LONGEST_HEAD = 256;
    private static final byte END_OF_HEAD = '\n';

    private EntryFormat() {}

    static byte[] bytes(Entry entry) {
        byte[] value = entry.value().map(EntryFormat::valueBytes).orElse(new byte[0]);
        String head = "%s 00000000 %s %013d %s%n"
                .formatted(
                        FIRST_WORD,
                        entry.token(),
                        entry.heldUntil(),
                        entry.value().map(EntryFormat::words).orElse("0 0 0 0 - none -"))
                .replace(System.lineSeparator(), "\n");
        byte[] bytes = ByteBuffer.allocate(head.length() + value.length)
                .put(head.getBytes(ISO_8859_1))
                .put(value)
                .array();
        System.arraycopy(checksum(bytes).getBytes(ISO_8859_1), 0, bytes, CHECKSUM_AT, 8);
        return bytes;
    }

    /** Empty when these are not the bytes of an entry, or no longer. */
    static Optional<Entry> entry(byte[] bytes) {
        int end = endOfHead(bytes);
        if (end < CHECKED_FROM) {
            return Optional.empty();
        }
        String[] words = new String(bytes, 0, end, ISO_8859_1).split(" ", WORDS);
        if (words.length < WORDS || !words[0].equals(FIRST_WORD) || !words[1].equals(checksum(bytes))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry(words[2], Long.parseLong(words[3]), stored(words, bytes, end + 1)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Stored> stored(String[] words, byte[] bytes, int valueAt) {
        return switch (words[9]) {
            case "value" ->
                Optional.of(stored(
                        words,
                        new Encoded(words[10], Arrays.copyOfRange(bytes, valueAt, bytes.length), version(words[8]))));
            case "absent" -> Optional.of(stored(words, new Content.Absent()));
            default -> Optional.empty();
        };
    }

    private static Stored stored(String[] words, Content content) {
        return new Stored(
                content,
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[6]),
                Long.parseLong(words[7]));
    }

    private static String words(Stored stored) {
        String kind = switch (stored.content()) {
            case Encoded encoded -> text(encoded.version()) + " value " + encoded.format();
            case Content.Absent _ -> NO_VERSION + " absent -";
        };
        return "%d %d %d %d %s"
                .formatted(stored.storedAt(), stored.freshUntil(), stored.staleUntil(), stored.loadMicros(), kind);
    }

    private static OptionalLong version(String word) {
        return word.equals(NO_VERSION) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(word));
    }

    private static String text(OptionalLong version) {
        return version.isPresent() ? Long.toString(version.getAsLong()) : NO_VERSION;
    }

    private static byte[] valueBytes(Stored stored) {
        return switch (stored.content()) {
            case Encoded encoded -> encoded.bytes();
            case Content.Absent _ -> new byte[0];
        };
    }

    private static int endOfHead(byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length, LONGEST_HEAD); at++) {
            if (bytes[at] == END_OF_HEAD) {
                return at;
            }
        }
        return -1;
    }

    private static String checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, CHECKED_FROM, bytes.length - CHECKED_FROM);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
