package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import larder.contracts.FakeTicker;
import larder.domain.InvalidValue;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;

/** What the cache in memory costs, and that it lets go of it. */
final class InMemoryCacheBoundsTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTicker ticker = new FakeTicker();
    private final com.github.benmanes.caffeine.cache.Cache<CacheKey, Slot> slots =
            InMemoryCache.slots(MEBIBYTE, ticker);
    private final Cache cache = new InMemoryCache(slots, ticker);

    @Test
    void the_weight_of_all_entries_stays_within_the_bound() {
        for (int i = 0; i < 10_000; i++) {
            store(key(i), 1_000);
        }
        slots.cleanUp();
        long weight = slots.policy().eviction().orElseThrow().weightedSize().orElseThrow();
        assertTrue(weight <= MEBIBYTE, () -> weight + " bytes are kept");
        assertTrue(weight > MEBIBYTE / 2, () -> "only " + weight + " bytes are kept");
        assertTrue(slots.estimatedSize() < 1_000);
    }

    @Test
    void an_absence_and_a_reservation_have_their_weight_too() {
        for (int i = 0; i < 20_000; i++) {
            cache.reserve(key(i), MINUTE, Duration.ZERO);
        }
        slots.cleanUp();
        assertTrue(slots.estimatedSize() < 5_000, "reservations heap up");
    }

    @Test
    void what_is_heavier_than_the_whole_cache_is_not_kept() {
        store(key(1), 2_000_000);
        assertEquals(new Lookup.Missing(), cache.read(key(1)));
    }

    @Test
    void what_is_asked_for_often_outlives_a_scan_of_what_is_asked_for_once() {
        store(key(-1), 1_000);
        for (int i = 0; i < 10_000; i++) {
            assertInstanceOf(Lookup.Found.class, cache.read(key(-1)), "the hot value was dropped at " + i);
            store(key(i), 1_000);
        }
    }

    @Test
    void reservations_and_values_that_are_over_leave_nothing_behind() {
        for (int i = 0; i < 1_000; i++) {
            cache.reserve(key(i), MINUTE, Duration.ZERO);
            store(key(-1 - i), 10);
        }
        ticker.advance(MINUTE.multipliedBy(10));
        // What lives for long comes nearer to its end with each cleaning, as with each write.
        slots.cleanUp();
        slots.cleanUp();
        assertEquals(0, slots.estimatedSize());
    }

    @Test
    void refused_fills_of_keys_that_are_not_there_leave_nothing_behind() {
        Reservation.Granted granted =
                assertInstanceOf(Reservation.Granted.class, cache.reserve(key(1), MINUTE, Duration.ZERO));
        cache.invalidate(List.of(key(1)));
        cache.fill(fill(key(1), granted, 10));
        assertEquals(0, slots.estimatedSize());
    }

    @Test
    void a_cache_without_room_is_refused() {
        assertThrows(InvalidValue.class, () -> new InMemoryConfig(MEBIBYTE - 1));
        assertThrows(InvalidValue.class, () -> new InMemoryConfig(-1));
        assertEquals(MEBIBYTE, new InMemoryConfig(MEBIBYTE).maxWeight());
    }

    private void store(CacheKey key, int size) {
        Reservation.Granted granted =
                assertInstanceOf(Reservation.Granted.class, cache.reserve(key, MINUTE, Duration.ZERO));
        cache.fill(fill(key, granted, size));
    }

    private static Fill fill(CacheKey key, Reservation.Granted granted, int size) {
        return new Fill(key, granted.token(), new Encoded("raw/1", new byte[size]), MINUTE, MINUTE, Duration.ZERO);
    }

    private static CacheKey key(int number) {
        return new CacheKey("thing", Integer.toString(number));
    }
}
