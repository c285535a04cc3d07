package larder.contracts;

import static java.util.Objects.requireNonNull;
import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.LONG;
import static larder.contracts.CacheSteps.OTHER;
import static larder.contracts.CacheSteps.PAST_SHORT;
import static larder.contracts.CacheSteps.SHORT;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.invalidate;
import static larder.contracts.CacheSteps.missing;
import static larder.contracts.CacheSteps.refused;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.stored;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about {@code clear}, and about seeing a reservation. */
interface CacheClearings extends CacheFixture {
    @Test
    default void a_cleared_region_has_no_value_no_absence_and_no_stand_in_for_any_process() {
        CacheKey third = new CacheKey(KEY.region(), "3");
        store(cache(), KEY, text("a"));
        store(cache(), OTHER, new Content.Absent());
        store(cache(), third, text("b"), SHORT, LONG);
        letPass(PAST_SHORT);
        otherProcess().clear(KEY.region());
        List.of(KEY, OTHER, third).forEach(key -> missing(cache(), key));
    }

    @Test
    default void a_fill_that_a_clearing_overtook_is_refused() {
        store(cache(), KEY, text("a"));
        FillToken refreshing = reserved(cache(), KEY);
        FillToken loading = reserved(cache(), OTHER);
        otherProcess().clear(KEY.region());
        refused(cache().fill(fill(KEY, refreshing, text("old"))));
        refused(cache().fill(fill(OTHER, loading, text("old"))));
        missing(cache(), KEY);
        missing(cache(), OTHER);
    }

    @Test
    default void a_fill_and_a_clearing_leave_nothing_whichever_is_first() {
        AtomicReference<FillToken> token = new AtomicReference<>(new FillToken("none"));
        Duel.repeat(
                () -> token.set(reserved(cache(), KEY)),
                () -> cache().fill(fill(KEY, token.get(), text("old"))),
                () -> otherProcess().clear(KEY.region()),
                () -> missing(cache(), KEY));
    }

    @Test
    default void R15_of_a_thousand_fills_in_flight_none_is_visible_after_a_clearing() {
        List<CacheKey> keys = IntStream.range(0, 1_000)
                .mapToObj(id -> new CacheKey(KEY.region(), Integer.toString(id)))
                .toList();
        for (int round = 0; round < 3; round++) {
            Map<CacheKey, Reservation> reserved = cache().reserveAll(keys, LONG);
            List<Fill> fills = keys.stream()
                    .map(key -> fill(key, token(requireNonNull(reserved.get(key))), text("old")))
                    .toList();
            try (Crowd<Fill.Outcome> loading = Crowd.start(keys.size(), number -> cache().fill(fills.get(number)))) {
                otherProcess().clear(KEY.region());
                loading.results();
            }
            assertEquals(List.of(), found(keys), "round " + round);
        }
    }

    private static FillToken token(Reservation reservation) {
        return assertInstanceOf(Reservation.Granted.class, reservation).token();
    }

    private List<CacheKey> found(List<CacheKey> keys) {
        Map<CacheKey, Lookup> lookups = otherProcess().readAll(keys);
        return keys.stream()
                .filter(key -> !(lookups.get(key) instanceof Lookup.Missing))
                .toList();
    }

    @Test
    default void what_is_reserved_after_a_clearing_is_stored() {
        for (int i = 0; i < 20; i++) {
            store(cache(), KEY, text("old"));
            otherProcess().clear(KEY.region());
            stored(cache().fill(fill(KEY, reserved(cache(), KEY), text("new"))));
            holds(otherProcess(), KEY, text("new"));
        }
    }

    @Test
    default void a_region_of_many_keys_is_cleared_to_the_last() {
        List<CacheKey> keys = IntStream.range(0, 1_201)
                .mapToObj(id -> new CacheKey(KEY.region(), Integer.toString(id)))
                .toList();
        cache().reserveAll(keys, LONG);
        assertTrue(keys.stream().allMatch(cache()::isReserved));
        otherProcess().clear(KEY.region());
        assertEquals(0, keys.stream().filter(cache()::isReserved).count(), "reservations of a cleared region are left");
        assertTrue(cache().readAll(keys).values().stream().allMatch(new Lookup.Missing()::equals));
    }

    @Test
    default void a_region_without_entries_may_be_cleared() {
        cache().clear("nothing");
        missing(cache(), KEY);
    }

    @Test
    default void a_reservation_is_seen_until_it_is_filled_taken_away_or_over() {
        assertFalse(cache().isReserved(KEY));
        FillToken token = reserved(cache(), KEY);
        assertTrue(otherProcess().isReserved(KEY));
        stored(cache().fill(fill(KEY, token, text("a"))));
        assertFalse(otherProcess().isReserved(KEY));
        reserved(cache(), KEY);
        assertTrue(otherProcess().isReserved(KEY), "beside a value, too");
        invalidate(cache(), KEY);
        assertFalse(otherProcess().isReserved(KEY));
        store(cache(), KEY, text("a"));
        reserved(cache(), KEY, SHORT);
        letPass(PAST_SHORT);
        assertFalse(otherProcess().isReserved(KEY), "it is over, though a value is left");
    }
}
