package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import larder.domain.port.Cache;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.jspecify.annotations.Nullable;

/** The steps that the tests of a cache are made of. */
final class CacheSteps {
    static final CacheKey KEY = new CacheKey("thing", "1");
    static final CacheKey OTHER = new CacheKey("thing", "2");

    /** Longer than any test. */
    static final Duration LONG = Duration.ofMinutes(10);

    /** So short that a test can wait until it is over. */
    static final Duration SHORT = Duration.ofMillis(80);

    /** When something that lasts {@link #SHORT} is over for certain. */
    static final Duration PAST_SHORT = Duration.ofMillis(160);

    private CacheSteps() {}

    static Encoded text(String text) {
        return new Encoded("text/1", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that is the row's of that version. */
    static Encoded text(String text, long version) {
        return text(text).of(OptionalLong.of(version));
    }

    static Fill fill(CacheKey key, FillToken token, Content content) {
        return new Fill(key, token, content, LONG, LONG, Duration.ofMillis(7));
    }

    static Fill fill(CacheKey key, FillToken token, Content content, Duration freshFor, Duration staleFor) {
        return new Fill(key, token, content, freshFor, staleFor, Duration.ofMillis(7));
    }

    /** Reserves whatever is there. */
    static FillToken reserved(Cache cache, CacheKey key) {
        return reserved(cache, key, LONG);
    }

    static FillToken reserved(Cache cache, CacheKey key, Duration hold) {
        return granted(cache.takeOver(key, hold));
    }

    static FillToken granted(@Nullable Object reservation) {
        return assertInstanceOf(Reservation.Granted.class, reservation).token();
    }

    static Content occupied(@Nullable Object reservation) {
        return assertInstanceOf(Reservation.Occupied.class, reservation).entry().content();
    }

    static void held(@Nullable Object reservation) {
        assertInstanceOf(Reservation.Held.class, reservation);
    }

    static void store(Cache cache, CacheKey key, Content content) {
        store(cache, key, content, LONG, LONG);
    }

    static void store(Cache cache, CacheKey key, Content content, Duration freshFor, Duration staleFor) {
        stored(cache.fill(fill(key, reserved(cache, key), content, freshFor, staleFor)));
    }

    static void stored(Fill.Outcome outcome) {
        assertEquals(Fill.Outcome.STORED, outcome);
    }

    static void refused(Fill.Outcome outcome) {
        assertEquals(Fill.Outcome.REFUSED, outcome);
    }

    static CacheEntry found(Cache cache, CacheKey key) {
        return found(cache.read(key));
    }

    static CacheEntry found(@Nullable Object lookup) {
        return assertInstanceOf(Lookup.Found.class, lookup).entry();
    }

    static void holds(Cache cache, CacheKey key, Content content) {
        assertEquals(content, found(cache, key).content());
    }

    static void missing(Cache cache, CacheKey key) {
        assertEquals(new Lookup.Missing(), cache.read(key));
    }

    static void invalidateOlder(Cache cache, CacheKey key, long version) {
        cache.invalidateOlder(Map.of(key, version));
    }

    static void invalidate(Cache cache, CacheKey key) {
        cache.invalidate(List.of(key));
    }
}
