package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;

/** One script, to be run on one key. */
record ScriptCall(Script script, CacheKey key, List<byte[]> arguments) {
    /** More than any value is fresh for; a span of thousands of years would be no number that Lua counts exactly. */
    static final Duration LONGEST = Duration.ofDays(365_000);

    static ScriptCall read(CacheKey key) {
        return of(Script.READ, key);
    }

    static ScriptCall reserve(CacheKey key, FillToken token, Duration hold, Duration unlessFreshFor) {
        return of(Script.RESERVE, key, bytes(token.value()), millis(hold), millis(unlessFreshFor), bytes("over"));
    }

    static ScriptCall reserveVacant(CacheKey key, FillToken token, Duration hold) {
        return of(Script.RESERVE, key, bytes(token.value()), millis(hold), bytes("0"), bytes("vacant"));
    }

    static ScriptCall fill(Fill fill) {
        byte[] token = bytes(fill.token().value());
        byte[] freshFor = millis(fill.freshFor());
        byte[] until = millis(bounded(fill.freshFor()).plus(bounded(fill.staleFor())));
        byte[] loadTime =
                bytes(Long.toString(bounded(fill.loadTime()).toMillis() * 1_000 + microsOfMilli(fill.loadTime())));
        return switch (fill.content()) {
            case Content.Absent _ -> of(Script.FILL, fill.key(), token, freshFor, until, loadTime, bytes("absent"));
            case Encoded value -> {
                byte[] checksum = bytes(Reply.checksum(value.bytes()));
                byte[] format = bytes(value.format());
                yield of(
                        Script.FILL,
                        fill.key(),
                        token,
                        freshFor,
                        until,
                        loadTime,
                        bytes("value"),
                        value.bytes(),
                        format,
                        checksum);
            }
        };
    }

    private static ScriptCall of(Script script, CacheKey key, byte[]... arguments) {
        return new ScriptCall(script, key, List.of(arguments));
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whole milliseconds, the server's grain; a shorter span is rounded up, since none may be nothing. */
    private static byte[] millis(Duration span) {
        long millis = bounded(span).toMillis();
        return bytes(Long.toString(millis == 0 && span.isPositive() ? 1 : millis));
    }

    private static long microsOfMilli(Duration span) {
        return span.toNanosPart() / 1_000 % 1_000;
    }

    private static Duration bounded(Duration span) {
        return span.compareTo(LONGEST) > 0 ? LONGEST : span;
    }
}
