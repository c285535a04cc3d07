package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_NOT_STORED;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.Future;
import larder.application.readthrough.Answer;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.Test;

/** What happens when an entry is there that cannot be read: damaged, or of another release. */
interface Formats extends ReadThroughFixture {
    @Test
    default void R18_a_value_of_another_format_is_a_miss_and_a_count() {
        Peer older = fleet().peer(0);
        Peer newer = fleet().peer(1, Peer.Plan.USUAL.with(new TextCodec("text/2")));
        fleet().database().put("1", "text");
        older.answers("1", "text", LOADED_STORED);
        newer.answers("1", "text", LOADED_STORED);
        newer.answers("1", "text", HIT);
        older.answers("1", "text", LOADED_STORED);
        assertEquals(1, newer.stats().of(CacheEvent.MISS_UNREADABLE));
        assertEquals(1, older.stats().of(CacheEvent.MISS_UNREADABLE));
    }

    @Test
    default void R18_a_value_of_another_format_is_a_miss_in_a_batch_too() {
        Peer older = fleet().peer(0);
        Peer newer = fleet().peer(1, Peer.Plan.USUAL.with(new TextCodec("text/2")));
        fleet().database().put("1", "one");
        fleet().database().put("2", "two");
        older.get("1");
        newer.get("2");
        Answers.are(newer.reads().getAll(List.of("1", "2")), "one", "two");
        assertEquals(1, newer.stats().of(CacheEvent.MISS_UNREADABLE));
        newer.answers("1", "one", HIT);
    }

    @Test
    default void R18_an_absence_has_the_same_form_in_every_release() {
        fleet().peer(0).get("1");
        fleet().peer(1, Peer.Plan.USUAL.with(new TextCodec("text/2"))).answers("1", Peer.ABSENT, HIT);
    }

    @Test
    default void R18_a_damaged_value_is_a_miss_and_a_count_and_is_mended() {
        DamagedCache damaged = new DamagedCache(cache(0));
        Peer peer = fleet().peer(Peer.Plan.USUAL, damaged, loadLock(0));
        fleet().database().put("1", "text");
        peer.answers("1", "text", LOADED_STORED);
        damaged.damage(new CacheKey("thing", "1"));
        peer.answers("1", "text", LOADED_STORED);
        peer.answers("1", "text", HIT);
        damaged.damage(new CacheKey("thing", "1"));
        Answers.are(peer.reads().getAll(List.of("1")), "text");
        peer.answers("1", "text", HIT);
        assertEquals(2, peer.stats().of(CacheEvent.MISS_UNREADABLE));
    }

    @Test
    default void R18_a_node_of_the_old_release_overtakes_a_fill_of_the_new_one() {
        Peer older = fleet().peer(0);
        Peer newer = fleet().peer(1, Peer.Plan.USUAL.with(new TextCodec("text/2")));
        Gate gate = new Gate("the old value has been read");
        fleet().database().put("1", "old");
        fleet().database().holdAfterRead(gate);
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(() -> newer.ask("1"));
            gate.awaitArrivals(1);
            fleet().database().put("1", "new");
            older.invalidate("1");
            gate.open();
            assertEquals(LOADED_NOT_STORED, Actor.outcome(begun).provenance().source());
        }
        newer.answers("1", "new", LOADED_STORED);
        older.answers("1", "new", LOADED_STORED);
    }
}
