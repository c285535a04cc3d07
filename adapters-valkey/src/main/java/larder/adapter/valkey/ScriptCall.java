package larder.adapter.valkey;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.RateLimit.Allowance;
import larder.domain.session.SecurityStamp;
import larder.domain.session.SessionLifetime;

/** One script, to be run on one key or on several that one server holds. */
record ScriptCall(Script script, List<String> keys, List<byte[]> arguments) {
    /** More than any value is fresh for, and still a number of milliseconds that Lua counts exactly. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Up to this Lua tells any two whole numbers apart. */
    private static final long LAST_EXACT = 1L << 53;

    /** All keys must be held by one server. */
    static ScriptCall read(List<CacheKey> keys) {
        return new ScriptCall(Script.READ, keys.stream().map(CacheKey::toString).toList(), List.of());
    }

    static ScriptCall reserve(CacheKey key, FillToken token, Duration hold, Duration unlessFreshFor) {
        return of(Script.RESERVE, key, bytes(token.value()), millis(hold), millis(unlessFreshFor), bytes("vacant"));
    }

    /** Whatever is there. */
    static ScriptCall takeOver(CacheKey key, FillToken token, Duration hold) {
        return of(Script.RESERVE, key, bytes(token.value()), millis(hold), bytes("0"), bytes("anyway"));
    }

    static ScriptCall release(CacheKey key, FillToken token) {
        return of(Script.RELEASE, key, bytes(token.value()));
    }

    static ScriptCall reserved(CacheKey key) {
        return of(Script.RESERVED, key);
    }

    /** All keys must be held by one server. */
    static ScriptCall invalidateOlder(List<CacheKey> keys, Map<CacheKey, Long> versions) {
        return new ScriptCall(
                Script.INVALIDATE_OLDER,
                keys.stream().map(CacheKey::toString).toList(),
                keys.stream()
                        .map(key -> version(requireNonNull(versions.get(key))))
                        .toList());
    }

    private static byte[] version(long version) {
        return bytes(version > LAST_EXACT ? "" : Long.toString(version));
    }

    static ScriptCall fill(Fill fill) {
        byte[] token = bytes(fill.token().value());
        byte[] freshFor = millis(fill.freshFor());
        byte[] staleFor = millis(bounded(fill.freshFor()).plus(bounded(fill.staleFor())));
        byte[] loadTime = bytes(Long.toString(bounded(fill.loadTime()).toNanos() / 1_000));
        return switch (fill.content()) {
            case Content.Absent _ -> of(Script.FILL, fill.key(), token, freshFor, staleFor, loadTime, bytes("absent"));
            case Encoded value -> {
                byte[] format = bytes(value.format());
                byte[] crc = bytes(StoredEntry.checksum(value.bytes()));
                byte[] kind = bytes("value");
                byte[] version = bytes(
                        value.version().isPresent()
                                ? Long.toString(value.version().getAsLong())
                                : "");
                yield of(
                        Script.FILL,
                        fill.key(),
                        token,
                        freshFor,
                        staleFor,
                        loadTime,
                        kind,
                        value.bytes(),
                        format,
                        crc,
                        version);
            }
        };
    }

    static ScriptCall createSession(
            String session, String epoch, String newEpoch, SecurityStamp stamp, SessionLifetime lifetime) {
        List<byte[]> arguments =
                List.of(bytes(newEpoch), bytes(stamp.value()), millis(lifetime.idle()), millis(lifetime.longest()));
        return new ScriptCall(Script.SESSION_CREATE, List.of(session, epoch), arguments);
    }

    static ScriptCall touchSession(String session, String epoch) {
        return new ScriptCall(Script.SESSION_TOUCH, List.of(session, epoch), List.of());
    }

    /** Takes some of what a subject is allowed; gives back if it is negative. */
    static ScriptCall rate(String subject, Allowance allowance, int taken) {
        byte[] burst = bytes(Integer.toString(allowance.burst()));
        byte[] many = bytes(Integer.toString(taken));
        return new ScriptCall(Script.RATE, List.of(subject), List.of(millis(allowance.interval()), burst, many));
    }

    private static ScriptCall of(Script script, CacheKey key, byte[]... arguments) {
        return new ScriptCall(script, List.of(key.toString()), List.of(arguments));
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whole milliseconds, the grain of an entry's clocks; a shorter span counts as one, since none may be nothing. */
    private static byte[] millis(Duration span) {
        long millis = bounded(span).toMillis();
        return bytes(Long.toString(millis == 0 && span.isPositive() ? 1 : millis));
    }

    private static Duration bounded(Duration span) {
        return span.compareTo(LONGEST) > 0 ? LONGEST : span;
    }
}
