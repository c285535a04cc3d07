package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.LONG;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.invalidate;
import static larder.contracts.CacheSteps.missing;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Reservation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about steps that must be atomic: two of them, at the very same moment. */
interface CacheDuels extends CacheFixture {
    @Test
    default void a_fill_and_an_invalidation_leave_nothing_whichever_is_first() {
        AtomicReference<FillToken> token = new AtomicReference<>(new FillToken("none"));
        Duel.repeat(
                () -> token.set(reserved(cache(), KEY)),
                () -> cache().fill(fill(KEY, token.get(), text("old"))),
                () -> invalidate(otherProcess(), KEY),
                () -> missing(cache(), KEY));
    }

    @Test
    default void a_batch_of_fills_and_an_invalidation_leave_nothing_whichever_is_first() {
        AtomicReference<FillToken> token = new AtomicReference<>(new FillToken("none"));
        Duel.repeat(
                () -> token.set(reserved(cache(), KEY)),
                () -> cache().fillAll(List.of(fill(KEY, token.get(), text("old")))),
                () -> invalidate(otherProcess(), KEY),
                () -> missing(cache(), KEY));
    }

    @Test
    default void a_reservation_and_an_invalidation_leave_no_value_whichever_is_first() {
        Duel.repeat(
                () -> store(cache(), KEY, text("old")),
                () -> reserved(cache(), KEY),
                () -> invalidate(otherProcess(), KEY),
                () -> missing(cache(), KEY));
    }

    @Test
    default void a_fill_and_a_takeover_leave_the_value_of_the_takeover_whichever_is_first() {
        AtomicReference<FillToken> token = new AtomicReference<>(new FillToken("none"));
        Duel.repeat(
                () -> token.set(reserved(cache(), KEY)),
                () -> cache().fill(fill(KEY, token.get(), text("old"))),
                () -> store(otherProcess(), KEY, text("new")),
                () -> holds(cache(), KEY, text("new")));
    }

    @Test
    default void of_two_fills_with_the_same_token_one_stores_and_its_value_stays() {
        AtomicReference<FillToken> token = new AtomicReference<>(new FillToken("none"));
        AtomicReference<Fill.Outcome> one = new AtomicReference<>(Fill.Outcome.REFUSED);
        AtomicReference<Fill.Outcome> other = new AtomicReference<>(Fill.Outcome.REFUSED);
        Duel.repeat(
                () -> token.set(reserved(cache(), KEY)),
                () -> one.set(cache().fill(fill(KEY, token.get(), text("one")))),
                () -> other.set(otherProcess().fill(fill(KEY, token.get(), text("other")))),
                () -> {
                    assertNotEquals(one.get(), other.get());
                    holds(cache(), KEY, text(one.get() == Fill.Outcome.STORED ? "one" : "other"));
                });
    }

    @Test
    default void of_two_that_reserve_a_vacant_key_one_gets_it() {
        AtomicInteger granted = new AtomicInteger();
        Duel.repeat(
                () -> {
                    granted.set(0);
                    invalidate(cache(), KEY);
                },
                () -> granted.addAndGet(
                        vacancies(cache().reserveAll(List.of(KEY), LONG).get(KEY))),
                () -> granted.addAndGet(
                        vacancies(otherProcess().reserveAll(List.of(KEY), LONG).get(KEY))),
                () -> assertEquals(1, granted.get()));
    }

    private static int vacancies(@Nullable Reservation reservation) {
        return reservation instanceof Reservation.Granted ? 1 : 0;
    }
}
