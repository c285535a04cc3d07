package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;

final class NoCacheTest {
    private static final CacheKey ONE = new CacheKey("thing", "1");
    private static final CacheKey TWO = new CacheKey("thing", "2");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Cache cache = InMemory.noCache();

    @Test
    void nothing_is_there() {
        assertEquals(new Lookup.Missing(), cache.read(ONE));
        assertEquals(
                Map.of(ONE, new Lookup.Missing(), TWO, new Lookup.Missing()), cache.readAll(List.of(ONE, TWO, ONE)));
    }

    @Test
    void everybody_loads_and_nobody_fills() {
        assertEquals(new Reservation.Declined(), cache.reserve(ONE, SECOND, Duration.ZERO));
        assertEquals(new Reservation.Declined(), cache.takeOver(ONE, SECOND));
        cache.release(Map.of(ONE, new FillToken("any")));
        assertEquals(Map.of(ONE, new Reservation.Declined()), cache.reserveAll(List.of(ONE), SECOND));
        Fill fill = new Fill(ONE, new FillToken("any"), new Content.Absent(), SECOND, SECOND, Duration.ZERO);
        assertEquals(Fill.Outcome.REFUSED, cache.fill(fill));
        assertEquals(Map.of(ONE, Fill.Outcome.REFUSED), cache.fillAll(List.of(fill)));
        cache.invalidate(List.of(ONE));
        cache.clear(ONE.region());
        assertFalse(cache.isReserved(ONE));
        assertEquals(new Lookup.Missing(), cache.read(ONE));
    }
}
