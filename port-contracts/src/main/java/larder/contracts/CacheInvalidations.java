package larder.contracts;

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

import java.util.List;
import java.util.Set;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.FillToken;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about {@code invalidate}. */
interface CacheInvalidations extends CacheFixture {
    @Test
    default void an_invalidated_value_is_gone_for_every_process_when_the_call_returns() {
        for (int i = 0; i < 50; i++) {
            store(cache(), KEY, text("a"));
            invalidate(otherProcess(), KEY);
            missing(cache(), KEY);
        }
    }

    @Test
    default void an_invalidated_absence_is_gone() {
        store(cache(), KEY, new Content.Absent());
        invalidate(otherProcess(), KEY);
        missing(cache(), KEY);
    }

    @Test
    default void an_invalidated_value_does_not_stand_in_either() {
        store(cache(), KEY, text("a"), SHORT, LONG);
        letPass(PAST_SHORT);
        invalidate(otherProcess(), KEY);
        missing(cache(), KEY);
    }

    @Test
    default void invalidation_removes_a_value_and_the_token_beside_it() {
        store(cache(), KEY, text("a"));
        FillToken refreshing = reserved(cache(), KEY);
        invalidate(otherProcess(), KEY);
        missing(cache(), KEY);
        refused(cache().fill(fill(KEY, refreshing, text("old"))));
        missing(cache(), KEY);
    }

    @Test
    default void several_keys_are_invalidated_at_once_and_others_stay() {
        CacheKey third = new CacheKey("elsewhere", "1");
        FillToken token = reserved(cache(), OTHER);
        store(cache(), KEY, text("a"));
        store(cache(), third, text("c"));
        otherProcess().invalidate(Set.of(KEY, OTHER));
        missing(cache(), KEY);
        refused(cache().fill(fill(OTHER, token, text("b"))));
        holds(cache(), third, text("c"));
    }

    @Test
    default void a_key_that_is_not_there_may_be_invalidated() {
        invalidate(cache(), KEY);
        missing(cache(), KEY);
        stored(cache().fill(fill(KEY, reserved(cache(), KEY), text("a"))));
    }

    @Test
    default void invalidation_of_no_key_changes_nothing() {
        store(cache(), KEY, text("a"));
        cache().invalidate(List.of());
        holds(cache(), KEY, text("a"));
    }
}
