package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import larder.domain.port.CacheEntry;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Lookup;
import org.jspecify.annotations.Nullable;

/** The fields of an entry as a script answers them, in this order, and the server's time then. */
final class StoredEntry {
    private static final int VALUE = 0;
    private static final int ABSENT = 1;
    private static final int FORMAT = 2;
    private static final int CRC = 3;
    private static final int STORED = 4;
    private static final int FRESH_UNTIL = 5;
    private static final int STALE_UNTIL = 6;
    private static final int LOAD_MICROS = 7;
    private static final int VERSION = 8;
    private static final int FIELDS = 9;

    private final long now;
    private final List<?> fields;

    private StoredEntry(long now, List<?> fields) {
        this.now = now;
        this.fields = fields;
    }

    /** What a script says of a key: its fields, 0 for nothing, or anything else for what is no entry. */
    static Lookup lookup(@Nullable Object now, @Nullable Object said) {
        if (said instanceof Long verdict && verdict == 0) {
            return new Lookup.Missing();
        }
        return now instanceof Long time && said instanceof List<?> fields && fields.size() == FIELDS
                ? new StoredEntry(time, fields).lookup()
                : new Lookup.Unreadable("what is at the key is no entry");
    }

    /** CRC32C in eight hexadecimal digits. */
    static String checksum(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private Lookup lookup() {
        try {
            Duration staleFor = Duration.ofMillis(number(STALE_UNTIL) - now);
            if (!staleFor.isPositive()) {
                return new Lookup.Missing();
            }
            Duration freshFor = Duration.ofMillis(number(FRESH_UNTIL) - now);
            Duration age = Duration.ofMillis(Math.max(0, now - number(STORED)));
            Duration loadTime = Duration.of(number(LOAD_MICROS), ChronoUnit.MICROS);
            Optional<Content> content = content();
            return content.isPresent()
                    ? new Lookup.Found(new CacheEntry(content.get(), freshFor, staleFor, age, loadTime))
                    : new Lookup.Unreadable("the value is not the one that was stored");
        } catch (ArithmeticException | NumberFormatException _) {
            return new Lookup.Unreadable("a clock of the entry is missing, or that or its version is no number");
        }
    }

    private Optional<Content> content() {
        if (fields.get(ABSENT) != null) {
            return fields.get(VALUE) == null ? Optional.of(new Content.Absent()) : Optional.empty();
        }
        return fields.get(VALUE) instanceof byte[] value && checksum(value).equals(text(CRC))
                ? Optional.of(new Encoded(text(FORMAT), value, version()))
                : Optional.empty();
    }

    private OptionalLong version() {
        return fields.get(VERSION) == null ? OptionalLong.empty() : OptionalLong.of(number(VERSION));
    }

    private long number(int field) {
        return Long.parseLong(text(field));
    }

    private String text(int field) {
        return fields.get(field) instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : "";
    }
}
