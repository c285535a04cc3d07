package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.LONG;
import static larder.contracts.CacheSteps.OTHER;
import static larder.contracts.CacheSteps.PAST_SHORT;
import static larder.contracts.CacheSteps.SHORT;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.found;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.invalidate;
import static larder.contracts.CacheSteps.invalidateOlder;
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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link CacheContract} about versions and {@code invalidateOlder}. */
interface CacheVersions extends CacheFixture {
    /** The last two that a double tells apart. */
    long EXACT = 1L << 53;

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 4711, EXACT, EXACT + 1, Long.MAX_VALUE})
    default void a_version_is_read_as_it_was_stored(long version) {
        store(cache(), KEY, text("a", version));
        holds(otherProcess(), KEY, text("a", version));
        assertEquals(
                text("a", version),
                found(otherProcess().readAll(List.of(KEY)).get(KEY)).content());
        Reservation occupied = otherProcess().reserveAll(List.of(KEY), LONG).get(KEY);
        assertEquals(
                text("a", version),
                assertInstanceOf(Reservation.Occupied.class, occupied).entry().content());
    }

    @Test
    default void a_value_without_a_version_has_none_though_one_with_a_version_was_there_before() {
        store(cache(), KEY, text("a", 7));
        store(cache(), KEY, text("b"));
        holds(cache(), KEY, text("b"));
        invalidateOlder(cache(), KEY, 1);
        missing(cache(), KEY);
    }

    @ParameterizedTest
    @CsvSource({"2,1", "10,9", "0,-1", "4711,1", EXACT + "," + (EXACT - 1), Long.MAX_VALUE + ",1"})
    default void a_value_that_is_newer_than_the_change_stays_as_it_is(long version, long change) {
        store(cache(), KEY, text("new", version));
        CacheEntry before = found(cache(), KEY);
        invalidateOlder(otherProcess(), KEY, change);
        holds(cache(), KEY, text("new", version));
        CacheEntry after = found(cache(), KEY);
        assertTrue(after.isFresh());
        assertTrue(after.freshFor().compareTo(before.freshFor()) <= 0, "it does not live longer for it");
        assertEquals(before.loadTime(), after.loadTime());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 4711, EXACT})
    default void a_value_with_the_version_of_the_change_stays(long version) {
        store(cache(), KEY, text("new", version));
        invalidateOlder(otherProcess(), KEY, version);
        holds(cache(), KEY, text("new", version));
    }

    @ParameterizedTest
    @CsvSource({
        "1,2",
        "9,10",
        "-1,0",
        "1,4711",
        (EXACT - 1) + "," + EXACT,
        EXACT + "," + (EXACT + 1),
        (Long.MAX_VALUE - 1) + "," + Long.MAX_VALUE
    })
    default void a_value_that_is_older_than_the_change_goes(long version, long change) {
        store(cache(), KEY, text("old", version));
        invalidateOlder(otherProcess(), KEY, change);
        missing(cache(), KEY);
    }

    @Test
    default void a_value_without_a_version_and_an_absence_go() {
        store(cache(), KEY, text("a"));
        store(cache(), OTHER, new Content.Absent());
        otherProcess().invalidateOlder(Map.of(KEY, 1L, OTHER, 1L));
        missing(cache(), KEY);
        missing(cache(), OTHER);
    }

    @Test
    default void an_absence_goes_though_a_value_with_a_version_was_there_before() {
        store(cache(), KEY, text("a", 7));
        store(cache(), KEY, new Content.Absent());
        invalidateOlder(otherProcess(), KEY, 1);
        missing(cache(), KEY);
    }

    @Test
    default void a_value_that_is_older_than_the_change_does_not_stand_in_either() {
        store(cache(), KEY, text("old", 1), SHORT, LONG);
        letPass(PAST_SHORT);
        invalidateOlder(otherProcess(), KEY, 2);
        missing(cache(), KEY);
    }

    @Test
    default void the_token_beside_a_value_that_stays_goes_and_a_fill_in_flight_is_refused() {
        store(cache(), KEY, text("new", 2));
        FillToken refreshing = reserved(cache(), KEY);
        invalidateOlder(otherProcess(), KEY, 2);
        assertFalse(cache().isReserved(KEY));
        refused(cache().fill(fill(KEY, refreshing, text("old", 1))));
        holds(cache(), KEY, text("new", 2));
        stored(cache().fill(fill(KEY, reserved(cache(), KEY), text("newer", 3))));
        holds(cache(), KEY, text("newer", 3));
    }

    @Test
    default void the_token_beside_a_value_that_goes_goes_and_a_fill_in_flight_is_refused() {
        store(cache(), KEY, text("old", 1));
        FillToken refreshing = reserved(cache(), KEY);
        invalidateOlder(otherProcess(), KEY, 2);
        refused(cache().fill(fill(KEY, refreshing, text("old", 1))));
        missing(cache(), KEY);
    }

    @Test
    default void a_token_without_a_value_goes_and_the_fill_is_refused_whatever_its_version() {
        FillToken loading = reserved(cache(), KEY);
        invalidateOlder(otherProcess(), KEY, 2);
        assertFalse(cache().isReserved(KEY));
        refused(cache().fill(fill(KEY, loading, text("new", 3))));
        missing(cache(), KEY);
    }

    @Test
    default void several_keys_go_or_stay_each_by_its_own_version_and_others_are_left_alone() {
        Map<CacheKey, Long> changes = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            CacheKey key = new CacheKey("thing", "" + i);
            store(cache(), key, text("a", i));
            changes.put(key, 50L);
        }
        CacheKey elsewhere = new CacheKey("elsewhere", "1");
        store(cache(), elsewhere, text("c", 1));
        otherProcess().invalidateOlder(changes);
        for (int i = 0; i < 100; i++) {
            CacheKey key = new CacheKey("thing", "" + i);
            if (i < 50) {
                missing(cache(), key);
            } else {
                holds(cache(), key, text("a", i));
            }
        }
        holds(cache(), elsewhere, text("c", 1));
    }

    @Test
    default void a_key_that_is_not_there_may_be_changed_and_no_key_changes_nothing() {
        invalidateOlder(cache(), KEY, 1);
        missing(cache(), KEY);
        store(cache(), KEY, text("a", 1));
        cache().invalidateOlder(Map.of());
        holds(cache(), KEY, text("a", 1));
    }

    @Test
    default void invalidation_and_clearing_mind_no_version() {
        store(cache(), KEY, text("a", Long.MAX_VALUE));
        invalidate(otherProcess(), KEY);
        missing(cache(), KEY);
        store(cache(), KEY, text("a", Long.MAX_VALUE));
        otherProcess().clear(KEY.region());
        missing(cache(), KEY);
    }

    @Test
    default void a_fill_and_a_later_change_leave_nothing_older_whichever_is_first() {
        AtomicReference<FillToken> token = new AtomicReference<>(new FillToken("none"));
        Duel.repeat(
                () -> token.set(reserved(cache(), KEY)),
                () -> cache().fill(fill(KEY, token.get(), text("old", 1))),
                () -> invalidateOlder(otherProcess(), KEY, 2),
                () -> {
                    missing(cache(), KEY);
                    invalidate(cache(), KEY);
                });
    }

    @Test
    default void a_newer_value_and_the_change_that_it_shows_leave_the_value_if_it_was_stored() {
        AtomicReference<FillToken> token = new AtomicReference<>(new FillToken("none"));
        AtomicReference<Fill.Outcome> outcome = new AtomicReference<>(Fill.Outcome.REFUSED);
        Duel.repeat(
                () -> {
                    store(cache(), KEY, text("old", 1));
                    token.set(reserved(cache(), KEY));
                },
                () -> outcome.set(cache().fill(fill(KEY, token.get(), text("new", 2)))),
                () -> invalidateOlder(otherProcess(), KEY, 2),
                () -> {
                    if (outcome.get() == Fill.Outcome.STORED) {
                        holds(cache(), KEY, text("new", 2));
                    } else {
                        missing(cache(), KEY);
                    }
                });
    }
}
