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
import static larder.contracts.CacheSteps.missing;
import static larder.contracts.CacheSteps.occupied;
import static larder.contracts.CacheSteps.refused;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.stored;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import larder.domain.port.Content;
import larder.domain.port.FillToken;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about {@code reserve}. */
interface CacheReservations extends CacheFixture {
    @Test
    default void a_reservation_puts_a_token_that_was_never_used_before() {
        Set<FillToken> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(reserved(cache(), KEY));
            seen.add(reserved(otherProcess(), OTHER));
            invalidate(cache(), KEY);
        }
        flush();
        seen.add(reserved(cache(), KEY));
        seen.add(reserved(otherProcess(), KEY));
        assertEquals(402, seen.size());
    }

    @Test
    default void a_value_that_stays_fresh_for_longer_is_answered_instead_of_a_token() {
        store(cache(), KEY, text("a"));
        assertEquals(text("a"), occupied(otherProcess().reserve(KEY, LONG, Duration.ZERO)));
        assertEquals(text("a"), occupied(cache().reserve(KEY, LONG, LONG.dividedBy(2))));
    }

    @Test
    default void an_absence_that_is_fresh_is_answered_instead_of_a_token() {
        store(cache(), KEY, new Content.Absent());
        assertEquals(new Content.Absent(), occupied(cache().reserve(KEY, LONG, Duration.ZERO)));
    }

    @Test
    default void a_value_that_does_not_stay_fresh_for_longer_makes_way_for_a_token() {
        store(cache(), KEY, text("a"), LONG, LONG);
        FillToken token = granted(cache().reserve(KEY, LONG, LONG.plusSeconds(1)));
        stored(cache().fill(fill(KEY, token, text("b"))));
        holds(otherProcess(), KEY, text("b"));
    }

    @Test
    default void a_value_past_its_time_makes_way_for_a_token() {
        store(cache(), KEY, text("a"), SHORT, LONG);
        letPass(PAST_SHORT);
        FillToken token = granted(cache().reserve(KEY, LONG, Duration.ZERO));
        stored(cache().fill(fill(KEY, token, text("b"))));
        holds(cache(), KEY, text("b"));
    }

    @Test
    default void a_fresh_value_stays_readable_beside_the_token() {
        store(cache(), KEY, text("a"));
        reserved(cache(), KEY);
        holds(cache(), KEY, text("a"));
        holds(otherProcess(), KEY, text("a"));
    }

    @Test
    default void a_value_past_its_time_stays_readable_beside_the_token() {
        store(cache(), KEY, text("a"), SHORT, LONG);
        letPass(PAST_SHORT);
        reserved(cache(), KEY);
        holds(otherProcess(), KEY, text("a"));
        assertFalse(found(cache(), KEY).isFresh());
    }

    @Test
    default void a_takeover_makes_an_earlier_token_of_the_entry_void() {
        FillToken first = reserved(cache(), KEY);
        FillToken second = reserved(otherProcess(), KEY);
        refused(cache().fill(fill(KEY, first, text("first"))));
        missing(cache(), KEY);
        stored(otherProcess().fill(fill(KEY, second, text("second"))));
        holds(cache(), KEY, text("second"));
    }

    @Test
    default void a_takeover_minds_no_value_and_leaves_it_readable() {
        store(cache(), KEY, text("a"));
        FillToken token = granted(otherProcess().takeOver(KEY, LONG));
        holds(cache(), KEY, text("a"));
        stored(cache().fill(fill(KEY, token, text("b"))));
        holds(cache(), KEY, text("b"));
    }

    @Test
    default void a_reservation_leaves_anothers_alone_and_says_so() {
        FillToken token = granted(cache().reserve(KEY, LONG, Duration.ZERO));
        held(otherProcess().reserve(KEY, LONG, Duration.ZERO));
        held(cache().reserve(KEY, LONG, LONG));
        stored(otherProcess().fill(fill(KEY, token, text("a"))));
    }

    @Test
    default void a_refresh_leaves_anothers_alone_beside_the_value() {
        store(cache(), KEY, text("a"));
        Duration longerThanAny = LONG.multipliedBy(2);
        FillToken token = granted(cache().reserve(KEY, LONG, longerThanAny));
        held(otherProcess().reserve(KEY, LONG, longerThanAny));
        stored(cache().fill(fill(KEY, token, text("b"))));
    }

    @Test
    default void a_reservation_that_finds_a_value_leaves_anothers_token_alone() {
        store(cache(), KEY, text("a"));
        FillToken refreshing = reserved(cache(), KEY);
        assertEquals(text("a"), occupied(otherProcess().reserve(KEY, LONG, Duration.ZERO)));
        stored(cache().fill(fill(KEY, refreshing, text("b"))));
        holds(cache(), KEY, text("b"));
    }

    @Test
    default void reservations_of_different_keys_do_not_disturb_each_other() {
        FillToken one = reserved(cache(), KEY);
        FillToken two = reserved(cache(), OTHER);
        stored(cache().fill(fill(KEY, one, text("one"))));
        stored(cache().fill(fill(OTHER, two, text("two"))));
    }

    @Test
    default void a_reservation_ends_by_itself() {
        FillToken token = reserved(cache(), KEY, SHORT);
        letPass(PAST_SHORT);
        refused(cache().fill(fill(KEY, token, text("late"))));
        missing(cache(), KEY);
    }

    @Test
    default void a_reservation_that_ends_leaves_the_value_beside_it() {
        store(cache(), KEY, text("a"));
        FillToken token = reserved(cache(), KEY, SHORT);
        letPass(PAST_SHORT);
        holds(cache(), KEY, text("a"));
        refused(cache().fill(fill(KEY, token, text("late"))));
        holds(cache(), KEY, text("a"));
    }

    @Test
    default void a_reservation_outlives_the_value_beside_it() {
        store(cache(), KEY, text("a"), SHORT, Duration.ZERO);
        FillToken token = reserved(cache(), KEY);
        letPass(PAST_SHORT);
        missing(cache(), KEY);
        stored(cache().fill(fill(KEY, token, text("b"))));
        holds(cache(), KEY, text("b"));
    }

    @Test
    default void a_reservation_does_not_lengthen_the_life_of_the_value_beside_it() {
        store(cache(), KEY, text("a"), SHORT, SHORT.dividedBy(2));
        reserved(cache(), KEY);
        letPass(PAST_SHORT);
        missing(cache(), KEY);
    }
}
