package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.LONG;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.found;
import static larder.contracts.CacheSteps.granted;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.invalidate;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import larder.domain.port.Cache;
import larder.domain.port.CacheEntry;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about threads and processes that act at the same time. */
interface CacheRaces extends CacheFixture {
    @Test
    default void of_fifty_that_reserve_one_key_exactly_the_last_one_stores() {
        List<FillToken> tokens = Crowd.together(50, i -> reserved(processOf(i), KEY));
        List<Fill.Outcome> outcomes =
                Crowd.together(50, i -> processOf(i).fill(fill(KEY, tokens.get(i), text("from " + i))));
        assertEquals(1, storedOf(outcomes));
        holds(cache(), KEY, text("from " + outcomes.indexOf(Fill.Outcome.STORED)));
        assertEquals(50, new HashSet<>(tokens).size());
    }

    @Test
    default void of_fifty_that_fill_with_the_same_token_exactly_one_stores() {
        FillToken token = reserved(cache(), KEY);
        List<Fill.Outcome> outcomes = Crowd.together(50, i -> processOf(i).fill(fill(KEY, token, text("from " + i))));
        assertEquals(1, storedOf(outcomes));
        holds(cache(), KEY, text("from " + outcomes.indexOf(Fill.Outcome.STORED)));
    }

    @Test
    default void of_fifty_that_reserve_one_vacant_key_exactly_one_gets_it() {
        List<Reservation> made = Crowd.together(
                50, i -> processOf(i).reserveAll(List.of(KEY), LONG).get(KEY));
        assertEquals(
                1, made.stream().filter(Reservation.Granted.class::isInstance).count());
        assertEquals(
                49, made.stream().filter(Reservation.Held.class::isInstance).count());
        Reservation won = made.stream()
                .filter(Reservation.Granted.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(Fill.Outcome.STORED, cache().fill(fill(KEY, granted(won), text("a"))));
    }

    @Test
    default void of_fifty_that_reserve_and_fill_as_they_come_each_stores_at_most_once() {
        List<Integer> stores = Crowd.together(50, i -> {
            FillToken token = reserved(processOf(i), KEY);
            return storedOf(List.of(
                    processOf(i).fill(fill(KEY, token, text("from " + i))),
                    processOf(i).fill(fill(KEY, token, text("from " + i)))));
        });
        Set<Content> possible = new HashSet<>();
        for (int i = 0; i < stores.size(); i++) {
            assertTrue(stores.get(i) <= 1, "a reservation was filled twice");
            if (stores.get(i) == 1) {
                possible.add(text("from " + i));
            }
        }
        assertTrue(possible.contains(found(cache(), KEY).content()), "what is there was refused");
    }

    /** The race that caches are known for, run freely: what a writer finds after its invalidation is never older than its write. */
    @Test
    default void no_reader_brings_back_what_a_writer_has_replaced() {
        AtomicInteger database = new AtomicInteger();
        Crowd.together(12, i -> {
            Cache cache = processOf(i);
            for (int round = 0; round < 60; round++) {
                if (i % 4 == 0) {
                    int written = database.incrementAndGet();
                    invalidate(cache, KEY);
                    assertTrue(versionIn(cache) >= written, "an older value than the one written was stored");
                } else if (reservedBy(cache, i) instanceof Reservation.Granted(FillToken token)) {
                    cache.fill(fill(KEY, token, text("" + database.get())));
                }
            }
            return i;
        });
    }

    private static Reservation reservedBy(Cache cache, int number) {
        return number % 4 == 1 ? cache.takeOver(KEY, LONG) : cache.reserve(KEY, LONG, Duration.ZERO);
    }

    private Cache processOf(int number) {
        return number % 2 == 0 ? cache() : otherProcess();
    }

    private static int storedOf(List<Fill.Outcome> outcomes) {
        return Math.toIntExact(
                outcomes.stream().filter(Fill.Outcome.STORED::equals).count());
    }

    private static int versionIn(Cache cache) {
        return switch (cache.read(KEY)) {
            case Lookup.Found(CacheEntry entry)
            when entry.content() instanceof Encoded encoded ->
                Integer.parseInt(new String(encoded.bytes(), StandardCharsets.UTF_8));
            case Lookup.Found _, Lookup.Missing _, Lookup.Unreadable _ -> Integer.MAX_VALUE;
        };
    }
}
