package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.OTHER;
import static larder.contracts.CacheSteps.found;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.missing;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link Cache} whose entries lie outside of this process must do when somebody else lays hands on them: what is read
 * is equal to what was filled, or unreadable. A cache in memory has nothing that could be damaged.
 */
@Timeout(60)
public abstract class DamagedEntryContract {
    /** The cache, empty when a test begins. */
    protected abstract Cache cache();

    /** Changes one byte of the stored value, by the server's own means. */
    protected abstract void flipByteOfValue(CacheKey key);

    /** Cuts the last byte of the stored value off, by the server's own means. */
    protected abstract void truncateValue(CacheKey key);

    /** Puts something under the key that is no entry, by the server's own means. */
    protected abstract void replaceByForeignThing(CacheKey key);

    @Test
    void a_value_of_which_a_byte_was_flipped_is_unreadable() {
        store(cache(), KEY, text("{\"id\":1}"));
        flipByteOfValue(KEY);
        unreadable(cache().read(KEY));
    }

    @Test
    void a_value_that_was_cut_short_is_unreadable() {
        store(cache(), KEY, text("{\"id\":1}"));
        truncateValue(KEY);
        unreadable(cache().read(KEY));
    }

    @Test
    void a_foreign_thing_is_unreadable() {
        replaceByForeignThing(KEY);
        unreadable(cache().read(KEY));
    }

    @Test
    void an_unreadable_entry_does_not_spoil_the_others_of_a_question() {
        store(cache(), OTHER, text("b"));
        replaceByForeignThing(KEY);
        Map<CacheKey, Lookup> answers = cache().readAll(List.of(KEY, OTHER));
        assertInstanceOf(Lookup.Unreadable.class, answers.get(KEY));
        assertEquals(text("b"), found(answers.get(OTHER)).content());
    }

    @Test
    void an_unreadable_entry_can_be_invalidated_and_filled_anew() {
        store(cache(), KEY, text("a"));
        flipByteOfValue(KEY);
        replaceByForeignThing(OTHER);
        cache().invalidate(List.of(KEY, OTHER));
        missing(cache(), KEY);
        missing(cache(), OTHER);
        store(cache(), KEY, new Content.Absent());
        store(cache(), OTHER, text("b"));
        holds(cache(), KEY, new Content.Absent());
        holds(cache(), OTHER, text("b"));
    }

    private static void unreadable(Lookup lookup) {
        assertInstanceOf(Lookup.Unreadable.class, lookup);
    }
}
