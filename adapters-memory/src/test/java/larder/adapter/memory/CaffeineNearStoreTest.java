package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Encoded;
import larder.domain.port.NearCopy;
import org.junit.jupiter.api.Test;

/** What copies may weigh. */
final class CaffeineNearStoreTest {
    private static final long MOST = 1 << 20;

    private final CaffeineNearStore store = CaffeineNearStore.of(MOST);

    @Test
    void the_copy_that_was_kept_last_is_found_until_it_is_forgotten() {
        store.keep(key(1), copy(10, 1));
        store.keep(key(1), copy(10, 2));
        assertEquals(2, store.find(key(1)).orElseThrow().stamp());
        store.forget(key(1));
        assertEquals(Optional.empty(), store.find(key(1)));
    }

    @Test
    void copies_of_ten_times_the_room_take_no_more_than_the_room() {
        IntStream.range(0, 10_000).forEach(id -> store.keep(key(id), copy(1_000, 0)));
        assertTrue(store.weight() <= MOST, () -> "they weigh " + store.weight());
        assertTrue(store.weight() > MOST / 2, () -> "they weigh only " + store.weight());
    }

    @Test
    void small_copies_are_weighed_with_what_holds_them_together() {
        IntStream.range(0, 10_000).forEach(id -> store.keep(key(id), copy(0, 0)));
        long found = IntStream.range(0, 10_000)
                .filter(id -> store.find(key(id)).isPresent())
                .count();
        assertTrue(found < MOST / 300, () -> found + " are kept");
    }

    @Test
    void a_copy_that_is_larger_than_the_room_is_not_kept() {
        store.keep(key(1), copy(2 << 20, 0));
        assertEquals(0, store.weight());
        assertEquals(Optional.empty(), store.find(key(1)));
    }

    @Test
    void all_are_forgotten_at_once() {
        IntStream.range(0, 100).forEach(id -> store.keep(key(id), copy(1_000, 0)));
        store.clear();
        assertEquals(0, store.weight());
    }

    private static CacheKey key(int id) {
        return new CacheKey("employee", Integer.toString(id));
    }

    private static NearCopy copy(int bytes, long stamp) {
        Duration minute = Duration.ofMinutes(1);
        CacheEntry entry =
                new CacheEntry(new Encoded("text/1", new byte[bytes]), minute, minute, Duration.ZERO, Duration.ZERO);
        return new NearCopy(entry, 0, 0, stamp);
    }
}
