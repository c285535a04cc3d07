package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.LONG;
import static larder.contracts.CacheSteps.OTHER;
import static larder.contracts.CacheSteps.PAST_SHORT;
import static larder.contracts.CacheSteps.SHORT;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.found;
import static larder.contracts.CacheSteps.granted;
import static larder.contracts.CacheSteps.held;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.invalidate;
import static larder.contracts.CacheSteps.occupied;
import static larder.contracts.CacheSteps.refused;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.stored;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.FillToken;
import larder.domain.port.Reservation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about {@code reserveAll}. */
interface CacheVacancies extends CacheFixture {
    @Test
    default void each_vacant_key_gets_a_token_of_its_own() {
        Map<CacheKey, Reservation> made = cache().reserveAll(List.of(KEY, OTHER), LONG);
        assertEquals(Set.of(KEY, OTHER), made.keySet());
        stored(cache().fill(fill(OTHER, granted(made.get(OTHER)), text("two"))));
        refused(cache().fill(fill(KEY, granted(made.get(OTHER)), text("no"))));
        stored(cache().fill(fill(KEY, granted(made.get(KEY)), text("one"))));
    }

    @Test
    default void a_fresh_value_or_absence_is_answered_instead_of_a_token() {
        store(cache(), KEY, text("a"));
        store(cache(), OTHER, new Content.Absent());
        Map<CacheKey, Reservation> made = otherProcess().reserveAll(List.of(KEY, OTHER), LONG);
        assertEquals(text("a"), occupied(made.get(KEY)));
        assertEquals(new Content.Absent(), occupied(made.get(OTHER)));
    }

    @Test
    default void a_key_with_a_value_past_its_time_is_vacant_and_stays_readable() {
        store(cache(), KEY, text("a"), SHORT, LONG);
        letPass(PAST_SHORT);
        FillToken token = granted(vacant(cache(), KEY));
        holds(cache(), KEY, text("a"));
        assertFalse(found(cache(), KEY).isFresh());
        stored(cache().fill(fill(KEY, token, text("b"))));
        holds(cache(), KEY, text("b"));
    }

    @Test
    default void a_key_that_another_has_reserved_is_held_and_the_others_token_stays_good() {
        FillToken token = reserved(cache(), KEY);
        held(vacant(otherProcess(), KEY));
        held(vacant(cache(), KEY));
        stored(cache().fill(fill(KEY, token, text("a"))));
        holds(otherProcess(), KEY, text("a"));
    }

    @Test
    default void a_key_that_another_took_as_vacant_is_held_and_the_others_token_stays_good() {
        FillToken token = granted(vacant(cache(), KEY));
        held(vacant(otherProcess(), KEY));
        stored(cache().fill(fill(KEY, token, text("a"))));
    }

    @Test
    default void a_key_with_a_value_past_its_time_that_another_has_reserved_is_held() {
        store(cache(), KEY, text("a"), SHORT, LONG);
        letPass(PAST_SHORT);
        FillToken token = reserved(cache(), KEY);
        held(vacant(otherProcess(), KEY));
        stored(cache().fill(fill(KEY, token, text("b"))));
    }

    @Test
    default void the_token_beside_a_fresh_value_is_never_voided() {
        store(cache(), KEY, text("a"));
        FillToken refreshing = reserved(cache(), KEY);
        assertFalse(vacant(otherProcess(), KEY) instanceof Reservation.Granted);
        stored(cache().fill(fill(KEY, refreshing, text("b"))));
    }

    @Test
    default void a_key_whose_reservation_has_ended_is_vacant() {
        FillToken late = reserved(cache(), KEY, SHORT);
        letPass(PAST_SHORT);
        FillToken token = granted(vacant(cache(), KEY));
        refused(cache().fill(fill(KEY, late, text("late"))));
        stored(cache().fill(fill(KEY, token, text("a"))));
    }

    @Test
    default void a_key_that_was_invalidated_is_vacant() {
        FillToken overtaken = reserved(cache(), KEY);
        invalidate(otherProcess(), KEY);
        FillToken token = granted(vacant(cache(), KEY));
        refused(cache().fill(fill(KEY, overtaken, text("old"))));
        stored(cache().fill(fill(KEY, token, text("new"))));
    }

    @Test
    default void a_vacant_key_is_held_for_no_longer_than_asked() {
        FillToken token = granted(cache().reserveAll(List.of(KEY), SHORT).get(KEY));
        letPass(PAST_SHORT);
        refused(cache().fill(fill(KEY, token, text("late"))));
    }

    @Test
    default void each_key_of_a_mixed_question_has_its_answer() {
        CacheKey third = new CacheKey("elsewhere", "3");
        store(cache(), KEY, text("a"));
        reserved(cache(), OTHER);
        Map<CacheKey, Reservation> made = cache().reserveAll(Set.of(KEY, OTHER, third), LONG);
        assertEquals(Set.of(KEY, OTHER, third), made.keySet());
        assertEquals(text("a"), occupied(made.get(KEY)));
        held(made.get(OTHER));
        stored(cache().fill(fill(third, granted(made.get(third)), text("c"))));
    }

    @Test
    default void no_key_needs_no_reservation() {
        assertEquals(Map.of(), cache().reserveAll(List.of(), Duration.ofSeconds(1)));
    }

    private static @Nullable Reservation vacant(Cache cache, CacheKey key) {
        return cache.reserveAll(List.of(key), LONG).get(key);
    }
}
