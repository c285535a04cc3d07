package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.LONG;
import static larder.contracts.CacheSteps.OTHER;
import static larder.contracts.CacheSteps.PAST_SHORT;
import static larder.contracts.CacheSteps.SHORT;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.granted;
import static larder.contracts.CacheSteps.held;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.invalidate;
import static larder.contracts.CacheSteps.missing;
import static larder.contracts.CacheSteps.refused;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.stored;
import static larder.contracts.CacheSteps.text;

import java.time.Duration;
import java.util.Map;
import larder.domain.port.FillToken;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about {@code release}. */
interface CacheReleases extends CacheFixture {
    @Test
    default void a_reservation_that_is_given_back_makes_way_for_another() {
        FillToken token = reserved(cache(), KEY);
        held(otherProcess().reserve(KEY, LONG, Duration.ZERO));
        cache().release(Map.of(KEY, token));
        FillToken next = granted(otherProcess().reserve(KEY, LONG, Duration.ZERO));
        refused(cache().fill(fill(KEY, token, text("late"))));
        stored(otherProcess().fill(fill(KEY, next, text("a"))));
    }

    @Test
    default void a_token_that_is_given_back_fills_nothing() {
        FillToken token = reserved(cache(), KEY);
        cache().release(Map.of(KEY, token));
        refused(cache().fill(fill(KEY, token, text("late"))));
        missing(cache(), KEY);
    }

    @Test
    default void the_value_beside_a_reservation_that_is_given_back_stays() {
        store(cache(), KEY, text("a"));
        cache().release(Map.of(KEY, reserved(cache(), KEY)));
        holds(cache(), KEY, text("a"));
    }

    @Test
    default void the_value_beside_a_reservation_that_is_given_back_lives_no_longer_for_it() {
        store(cache(), KEY, text("a"), SHORT, SHORT.dividedBy(2));
        cache().release(Map.of(KEY, reserved(cache(), KEY)));
        letPass(PAST_SHORT);
        missing(cache(), KEY);
    }

    @Test
    default void a_reservation_that_another_took_over_is_not_given_back() {
        FillToken first = reserved(cache(), KEY);
        FillToken second = reserved(otherProcess(), KEY);
        cache().release(Map.of(KEY, first));
        stored(otherProcess().fill(fill(KEY, second, text("a"))));
    }

    @Test
    default void several_are_given_back_each_by_its_own_token() {
        FillToken one = reserved(cache(), KEY);
        FillToken two = reserved(cache(), OTHER);
        cache().release(Map.of(KEY, two, OTHER, two));
        held(cache().reserve(KEY, LONG, Duration.ZERO));
        granted(cache().reserve(OTHER, LONG, Duration.ZERO));
        stored(cache().fill(fill(KEY, one, text("a"))));
    }

    @Test
    default void what_is_gone_or_filled_by_now_can_be_given_back_without_harm() {
        FillToken gone = reserved(cache(), KEY);
        invalidate(otherProcess(), KEY);
        cache().release(Map.of(KEY, gone));
        missing(cache(), KEY);
        FillToken filled = reserved(cache(), KEY);
        stored(cache().fill(fill(KEY, filled, text("a"))));
        cache().release(Map.of(KEY, filled));
        holds(cache(), KEY, text("a"));
        cache().release(Map.of());
    }
}
