package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import larder.domain.port.CacheEntry;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Lookup;
import org.jspecify.annotations.Nullable;

/** What a script answered: a verdict and, when there is one, the entry with the server's time. */
record Reply(List<? extends @Nullable Object> parts) {
    private static final int NOW = 1;
    private static final int VALUE = 2;
    private static final int ABSENT = 3;
    private static final int FORMAT = 4;
    private static final int CRC = 5;
    private static final int STORED = 6;
    private static final int FRESH_UNTIL = 7;
    private static final int STALE_UNTIL = 8;
    private static final int LOAD_MICROS = 9;
    private static final int LENGTH = 10;

    /** The number that comes first; its meaning is written at the head of each script. */
    long verdict() {
        return parts.getFirst() instanceof Long verdict ? verdict : -1;
    }

    /** The entry, if it may be answered still. */
    Lookup entry() {
        if (parts.size() != LENGTH || !(parts.get(NOW) instanceof Long now)) {
            return new Lookup.Unreadable("the server's answer has another shape");
        }
        try {
            long staleFor = number(STALE_UNTIL) - now;
            if (staleFor <= 0) {
                return new Lookup.Missing();
            }
            Duration freshFor = Duration.ofMillis(number(FRESH_UNTIL) - now);
            Duration age = Duration.ofMillis(Math.max(0, now - number(STORED)));
            Duration loadTime = Duration.of(number(LOAD_MICROS), ChronoUnit.MICROS);
            return content()
                    .<Lookup>map(content -> new Lookup.Found(
                            new CacheEntry(content, freshFor, Duration.ofMillis(staleFor), age, loadTime)))
                    .orElseGet(() -> new Lookup.Unreadable("the value is not the one that was stored"));
        } catch (NumberFormatException _) {
            return new Lookup.Unreadable("a field of the entry is missing or is no number");
        }
    }

    private Optional<Content> content() {
        if (parts.get(VALUE) == null) {
            return Optional.of(new Content.Absent());
        }
        if (!(parts.get(VALUE) instanceof byte[] value)
                || parts.get(ABSENT) != null
                || !checksum(value).equals(text(CRC))) {
            return Optional.empty();
        }
        return Optional.of(new Encoded(text(FORMAT), value));
    }

    /** CRC32C in eight hexadecimal digits. */
    static String checksum(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private long number(int part) {
        return Long.parseLong(text(part));
    }

    private String text(int part) {
        return parts.get(part) instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : "";
    }
}
