package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.LONG;
import static larder.contracts.CacheSteps.OTHER;
import static larder.contracts.CacheSteps.PAST_SHORT;
import static larder.contracts.CacheSteps.SHORT;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.found;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.missing;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.stored;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import larder.domain.port.Cache;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Lookup;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about reading. */
interface CacheReads extends CacheFixture {
    @Test
    default void a_key_that_was_never_filled_is_missing() {
        missing(cache(), KEY);
    }

    @Test
    default void what_is_read_is_equal_to_what_was_filled() {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        for (byte[] bytes : List.of(
                everyByte, new byte[0], new byte[] {0}, text("a\r\n$-1\r\n").bytes())) {
            Encoded content = new Encoded("raw/7", bytes);
            store(cache(), KEY, content);
            holds(cache(), KEY, content);
            holds(otherProcess(), KEY, content);
        }
    }

    @Test
    default void a_value_of_one_mebibyte_is_read_as_it_was_filled() {
        byte[] bytes = new byte[1 << 20];
        new Random(11).nextBytes(bytes);
        store(cache(), KEY, new Encoded("raw/1", bytes));
        holds(otherProcess(), KEY, new Encoded("raw/1", bytes));
    }

    @Test
    default void a_known_absence_is_read_as_an_absence() {
        store(cache(), KEY, new Content.Absent());
        holds(cache(), KEY, new Content.Absent());
        holds(otherProcess(), KEY, new Content.Absent());
    }

    @Test
    default void an_empty_value_is_not_an_absence() {
        store(cache(), KEY, text(""));
        holds(cache(), KEY, text(""));
    }

    @Test
    default void keys_that_look_alike_are_different_keys() {
        List<CacheKey> alike = List.of(
                new CacheKey("thing", "1"),
                new CacheKey("things", "1"),
                new CacheKey("thing", "1:"),
                new CacheKey("thing", "*"),
                new CacheKey("thing", "?"),
                new CacheKey("thing", "[1]"),
                new CacheKey("thing", "\\\"'$%"),
                new CacheKey("thing", "x".repeat(128)));
        alike.forEach(key -> store(cache(), key, text(key.toString())));
        alike.forEach(key -> holds(otherProcess(), key, text(key.toString())));
        cache().invalidate(List.of(new CacheKey("thing", "*")));
        missing(cache(), new CacheKey("thing", "*"));
        holds(cache(), KEY, text("thing:1"));
    }

    @Test
    default void an_entry_tells_its_clocks() {
        Duration freshFor = Duration.ofSeconds(200);
        Duration staleFor = Duration.ofSeconds(301);
        store(cache(), KEY, text("a"), freshFor, staleFor);
        CacheEntry entry = found(otherProcess(), KEY);
        assertTrue(entry.isFresh());
        between(freshFor.minus(Patience.BOUND), entry.freshFor(), freshFor);
        between(entry.freshFor(), entry.staleFor(), freshFor.plus(staleFor));
        between(
                entry.freshFor().plusSeconds(300),
                entry.staleFor(),
                entry.freshFor().plusSeconds(302));
        between(Duration.ZERO, entry.age(), Patience.BOUND);
        between(Duration.ofMillis(6), entry.loadTime(), Duration.ofMillis(8));
    }

    @Test
    default void an_entry_grows_older() {
        store(cache(), KEY, text("a"));
        CacheEntry before = found(cache(), KEY);
        letPass(PAST_SHORT);
        CacheEntry after = found(cache(), KEY);
        between(before.age().plus(SHORT), after.age(), Patience.BOUND);
        between(Duration.ZERO, after.freshFor(), before.freshFor().minus(SHORT));
        between(Duration.ZERO, after.staleFor(), before.staleFor().minus(SHORT));
    }

    @Test
    default void a_value_past_its_time_is_answered_only_as_a_stand_in() {
        store(cache(), KEY, text("a"), SHORT, LONG);
        letPass(PAST_SHORT);
        CacheEntry entry = found(cache(), KEY);
        assertEquals(text("a"), entry.content());
        assertFalse(entry.isFresh());
        assertFalse(entry.freshFor().isPositive());
        between(Duration.ofMillis(1), entry.staleFor(), LONG);
        assertEquals(Map.of(KEY, false), freshness(cache().readAll(List.of(KEY))));
    }

    @Test
    default void a_value_is_not_answered_when_it_may_not_even_stand_in() {
        store(cache(), KEY, text("a"), SHORT, Duration.ZERO);
        store(cache(), OTHER, text("b"), SHORT.dividedBy(2), SHORT.dividedBy(2));
        letPass(PAST_SHORT);
        missing(cache(), KEY);
        missing(cache(), OTHER);
        assertEquals(
                Set.of(new Lookup.Missing()),
                Set.copyOf(cache().readAll(List.of(KEY, OTHER)).values()));
    }

    @Test
    default void a_reservation_alone_is_missing() {
        reserved(cache(), KEY);
        missing(cache(), KEY);
        assertEquals(Map.of(KEY, new Lookup.Missing()), cache().readAll(List.of(KEY)));
    }

    @Test
    default void a_read_of_several_keys_has_an_answer_for_each() {
        store(cache(), KEY, text("a"));
        stored(cache().fill(fill(OTHER, reserved(cache(), OTHER), new Content.Absent())));
        CacheKey never = new CacheKey("elsewhere", "1");
        Map<CacheKey, Lookup> answers = otherProcess().readAll(Set.of(KEY, OTHER, never));
        assertEquals(Set.of(KEY, OTHER, never), answers.keySet());
        assertEquals(text("a"), found(answers.get(KEY)).content());
        assertEquals(new Content.Absent(), found(answers.get(OTHER)).content());
        assertEquals(new Lookup.Missing(), answers.get(never));
    }

    @Test
    default void a_read_of_no_key_has_no_answer() {
        Cache cache = cache();
        assertEquals(Map.of(), cache.readAll(List.of()));
    }

    @Test
    default void a_key_that_is_asked_for_twice_has_one_answer() {
        store(cache(), KEY, text("a"));
        assertEquals(Map.of(KEY, true), freshness(cache().readAll(List.of(KEY, KEY))));
    }

    private static Map<CacheKey, Boolean> freshness(Map<CacheKey, Lookup> answers) {
        return answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> found(answer.getValue()).isFresh()));
    }

    private static void between(Duration least, Duration span, Duration most) {
        assertTrue(
                span.compareTo(least) >= 0 && span.compareTo(most) <= 0,
                () -> span + " is not between " + least + " and " + most);
    }
}
