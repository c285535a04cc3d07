package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.NEAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import larder.application.freshness.Dependencies;
import larder.application.freshness.Freshness;
import larder.application.freshness.Relay;
import larder.application.readthrough.Answer;
import larder.domain.port.CacheEvent;
import org.junit.jupiter.api.Test;

/** The schedules that copies are known to fail. */
interface NearRaces extends NearFixture {
    @Test
    default void R6_what_was_read_before_a_removal_is_not_kept_after_the_news_of_it() {
        NearPeer reader = peer(0);
        NearPeer writer = peer(1);
        reader.follow();
        database().put("1", "old");
        reader.get("1");
        Gate gate = new Gate("the cache has answered the old value");
        reader.steps().after(CacheStep.READ, gate);
        try (Actor reading = new Actor("reading")) {
            Future<String> begun = reading.begins(() -> reader.get("1"));
            gate.awaitArrivals(1);
            database().put("1", "new");
            writer.invalidate("1");
            reader.follow();
            gate.open();
            assertEquals("old", Actor.outcome(begun), "it asked before the write");
        }
        assertEquals("new", reader.get("1"));
    }

    @Test
    default void R6_a_copy_that_is_put_in_after_the_news_is_never_found() {
        NearPeer reader = peer(0);
        reader.follow();
        database().put("1", "old");
        reader.get("1");
        Gate gate = new Gate("the copy is about to be put in");
        reader.store().holdBeforeKeep(gate);
        try (Actor reading = new Actor("reading")) {
            Future<String> begun = reading.begins(() -> reader.get("1"));
            gate.awaitArrivals(1);
            database().put("1", "new");
            peer(1).invalidate("1");
            reader.follow();
            gate.open();
            assertEquals("old", Actor.outcome(begun), "it asked before the write");
        }
        assertEquals(1, reader.store().size(), "the copy lies there");
        assertEquals("new", reader.get("1"));
    }

    @Test
    default void R6_holds_for_the_writers_own_process_and_for_batches() {
        NearPeer peer = peer(0);
        peer.follow();
        database().put("1", "old");
        peer.get("1");
        Gate gate = new Gate("the cache has answered the old value");
        peer.steps().after(CacheStep.READ, gate);
        try (Actor reading = new Actor("reading")) {
            Future<?> begun = reading.begins(() -> peer.reads().getAll(List.of("1")));
            gate.awaitArrivals(1);
            database().put("1", "new");
            peer.invalidate("1");
            gate.open();
            Actor.outcome(begun);
        }
        assertEquals("new", peer.get("1"));
    }

    @Test
    default void a_copy_that_was_made_while_a_removal_hung_is_not_answered_when_the_doubt_is_over() {
        FakeTicker ticker = new FakeTicker();
        Freshness freshness = Freshness.watched(ticker);
        FailingCache way = new FailingCache(cache(0));
        NearPeer writer = NearPeer.of(way, loadLock(0), feed(0), database(), ticker, freshness);
        Relay relay = new Relay(
                new ShelfChangeLog(),
                writer.caching().forgetting(),
                Dependencies.none(),
                freshness,
                new RecordingRelayNotices(),
                ticker,
                Thread.ofVirtual().factory());
        relay.round();
        writer.follow();
        database().put("1", "old");
        writer.get("1");
        Gate hanging = new Gate("the removal hangs");
        writer.steps().before(CacheStep.INVALIDATE, hanging);
        way.fail(CacheStep.INVALIDATE);
        try (Actor writing = new Actor("writing")) {
            database().put("1", "new");
            Future<?> begun = writing.begins(() -> {
                writer.invalidate("1");
                return true;
            });
            hanging.awaitArrivals(1);
            ticker.advance(Duration.ofMillis(10));
            writer.answers("1", "old", HIT);
            ticker.advance(Duration.ofMillis(20));
            hanging.open();
            Actor.outcome(begun);
        }
        assertEquals(1, writer.stats().of(CacheEvent.INVALIDATION_LOST));
        assertTrue(freshness.inDoubt());
        peer(1).invalidate("1"); // what the relay of another process does, which took the change
        ticker.advance(Duration.ofMillis(10));
        relay.round();
        assertFalse(freshness.inDoubt());
        assertEquals("new", writer.get("1"), "it was acknowledged here");
        writer.proven().set(freshness.proven());
        writer.follow();
        writer.copies("1", "new");
    }

    @Test
    default void R7_whose_feed_is_cut_answers_nothing_older_than_the_bound() {
        NearPeer reader = peer(0);
        reader.follow();
        database().put("1", "old");
        reader.copies("1", "old");
        reader.feed().fail();
        database().put("1", "new");
        peer(1).invalidate("1");
        for (int tries = 0; tries < 12; tries++) {
            reader.followInVain();
            reader.ticker().advance(Duration.ofMillis(20));
        }
        reader.answers("1", "old", NEAR);
        reader.ticker().advance(Duration.ofMillis(10));
        assertEquals("new", reader.get("1"));
        reader.followInVain();
        assertEquals(1, reader.stats().of(CacheEvent.NEAR_OFF));
        reader.feed().heal();
        reader.follow();
        assertEquals("new", reader.get("1"));
        assertEquals("new", reader.get("1"));
    }

    @Test
    default void R15_of_a_thousand_reads_under_way_none_leaves_a_copy_that_a_clearing_should_have_taken() {
        NearPeer reader = peer(0);
        NearPeer operator = peer(1);
        reader.follow();
        List<String> ids = IntStream.range(0, 1_000).mapToObj(id -> "" + id).toList();
        ids.forEach(id -> database().put(id, "old"));
        reader.reads().getAll(ids);
        Gate gate = new Gate("the cache has answered the old values");
        reader.steps().after(CacheStep.READ, gate);
        try (Crowd<Answer<String>> crowd =
                Crowd.start(ids.size(), id -> reader.reads().get(ids.get(id)))) {
            gate.awaitArrivals(ids.size());
            ids.forEach(id -> database().put(id, "new"));
            operator.caching().regions().find("thing").orElseThrow().clear();
            reader.follow();
            gate.open();
            crowd.results();
        }
        ids.forEach(id -> assertEquals("new", reader.get(id)));
    }

    @Test
    default void R19_a_process_that_was_paused_between_the_look_and_the_answer_looks_again() {
        NearPeer reader = peer(0);
        reader.follow();
        database().put("1", "old");
        reader.copies("1", "old");
        Gate gate = new Gate("the copy is in its hands");
        reader.store().holdAfterFind(gate);
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(() -> reader.reads().get("1"));
            gate.awaitArrivals(1);
            database().put("1", "new");
            peer(1).invalidate("1");
            reader.ticker().advance(Duration.ofSeconds(2));
            gate.open();
            Answer<String> answer = Actor.outcome(begun);
            assertNotEquals(NEAR, answer.provenance().source());
            assertEquals("new", Peer.textOf(answer));
        }
    }
}
