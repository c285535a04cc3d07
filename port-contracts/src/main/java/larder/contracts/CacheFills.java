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
import static larder.contracts.CacheSteps.occupied;
import static larder.contracts.CacheSteps.refused;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.stored;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about {@code fill} and {@code fillAll}. */
interface CacheFills extends CacheFixture {
    @Test
    default void a_fill_stores_the_content_while_the_entry_holds_its_token() {
        stored(cache().fill(fill(KEY, reserved(cache(), KEY), text("a"))));
        holds(otherProcess(), KEY, text("a"));
    }

    @Test
    default void a_fill_takes_the_place_of_the_former_value_and_of_the_token() {
        store(cache(), KEY, text("a"), LONG, LONG);
        FillToken token = reserved(cache(), KEY);
        stored(cache().fill(fill(KEY, token, new Content.Absent(), SHORT, Duration.ZERO)));
        holds(cache(), KEY, new Content.Absent());
        assertEquals(
                new Content.Absent(),
                occupied(cache().reserveAll(List.of(KEY), LONG).get(KEY)));
        letPass(PAST_SHORT);
        missing(cache(), KEY);
    }

    @Test
    default void a_fill_is_refused_the_second_time() {
        FillToken token = reserved(cache(), KEY);
        stored(cache().fill(fill(KEY, token, text("once"))));
        refused(cache().fill(fill(KEY, token, text("twice"))));
        holds(cache(), KEY, text("once"));
    }

    @Test
    default void a_fill_without_a_reservation_is_refused() {
        refused(cache().fill(fill(KEY, new FillToken("never given out"), text("a"))));
        missing(cache(), KEY);
    }

    @Test
    default void a_fill_with_the_token_of_another_key_is_refused() {
        FillToken token = reserved(cache(), KEY);
        refused(cache().fill(fill(OTHER, token, text("a"))));
        missing(cache(), OTHER);
        reserved(cache(), OTHER);
        refused(cache().fill(fill(OTHER, token, text("a"))));
        stored(cache().fill(fill(KEY, token, text("a"))));
    }

    @Test
    default void a_fill_with_a_token_never_given_out_is_refused_beside_a_reservation() {
        FillToken token = reserved(cache(), KEY);
        refused(cache().fill(fill(KEY, new FillToken(token.value() + "x"), text("a"))));
        refused(cache().fill(fill(KEY, new FillToken(""), text("a"))));
        stored(cache().fill(fill(KEY, token, text("a"))));
    }

    @Test
    default void a_fill_is_refused_after_its_key_was_invalidated() {
        FillToken token = reserved(cache(), KEY);
        invalidate(otherProcess(), KEY);
        refused(cache().fill(fill(KEY, token, text("old"))));
        missing(cache(), KEY);
    }

    @Test
    default void a_fill_is_refused_after_its_key_was_invalidated_and_filled_anew() {
        FillToken token = reserved(cache(), KEY);
        invalidate(otherProcess(), KEY);
        store(otherProcess(), KEY, text("new"));
        refused(cache().fill(fill(KEY, token, text("old"))));
        holds(cache(), KEY, text("new"));
    }

    @Test
    default void a_fill_is_refused_after_its_key_was_invalidated_and_reserved_anew() {
        FillToken token = reserved(cache(), KEY);
        invalidate(otherProcess(), KEY);
        FillToken newer = reserved(otherProcess(), KEY);
        refused(cache().fill(fill(KEY, token, text("old"))));
        stored(otherProcess().fill(fill(KEY, newer, text("new"))));
    }

    @Test
    default void a_fill_is_refused_after_its_reservation_was_taken_over() {
        FillToken token = reserved(cache(), KEY);
        store(otherProcess(), KEY, text("new"));
        refused(cache().fill(fill(KEY, token, text("old"))));
        holds(cache(), KEY, text("new"));
    }

    @Test
    default void a_fill_is_refused_after_its_entry_was_evicted() {
        FillToken token = reserved(cache(), KEY);
        evict(KEY);
        refused(cache().fill(fill(KEY, token, text("old"))));
        missing(cache(), KEY);
    }

    @Test
    default void a_fill_is_refused_after_its_entry_was_evicted_and_filled_anew() {
        FillToken token = reserved(cache(), KEY);
        evict(KEY);
        store(otherProcess(), KEY, text("new"));
        refused(cache().fill(fill(KEY, token, text("old"))));
        holds(cache(), KEY, text("new"));
    }

    @Test
    default void a_fill_is_refused_after_all_entries_were_flushed() {
        FillToken token = reserved(cache(), KEY);
        store(cache(), OTHER, text("b"));
        flush();
        refused(cache().fill(fill(KEY, token, text("old"))));
        missing(cache(), KEY);
        missing(cache(), OTHER);
    }

    @Test
    default void a_fill_is_refused_after_a_flush_and_a_new_reservation() {
        FillToken token = reserved(cache(), KEY);
        flush();
        FillToken newer = reserved(otherProcess(), KEY);
        refused(cache().fill(fill(KEY, token, text("old"))));
        stored(otherProcess().fill(fill(KEY, newer, text("new"))));
    }

    @Test
    default void a_refused_fill_leaves_a_value_past_its_time_as_it_is() {
        store(cache(), KEY, text("a"), SHORT, LONG);
        letPass(PAST_SHORT);
        FillToken overtaken = reserved(cache(), KEY);
        FillToken token = reserved(cache(), KEY);
        refused(cache().fill(fill(KEY, overtaken, text("no"))));
        holds(cache(), KEY, text("a"));
        stored(cache().fill(fill(KEY, token, text("b"))));
    }

    @Test
    default void a_fill_of_several_keys_has_an_answer_for_each() {
        CacheKey third = new CacheKey("elsewhere", "3");
        FillToken overtaken = reserved(cache(), KEY);
        invalidate(cache(), KEY);
        FillToken good = reserved(cache(), OTHER);
        Map<CacheKey, Fill.Outcome> outcomes = cache().fillAll(List.of(
                fill(KEY, overtaken, text("old")),
                fill(OTHER, good, text("b")),
                fill(third, reserved(cache(), third), new Content.Absent(), LONG, Duration.ZERO)));
        assertEquals(
                Map.of(KEY, Fill.Outcome.REFUSED, OTHER, Fill.Outcome.STORED, third, Fill.Outcome.STORED), outcomes);
        missing(otherProcess(), KEY);
        holds(otherProcess(), OTHER, text("b"));
        holds(otherProcess(), third, new Content.Absent());
    }

    @Test
    default void nothing_to_fill_fills_nothing() {
        assertEquals(Map.of(), cache().fillAll(List.of()));
    }
}
