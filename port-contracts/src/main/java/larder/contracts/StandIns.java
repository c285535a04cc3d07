package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static larder.application.readthrough.Provenance.Source.STALE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.Provenance;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.Lookup;
import larder.domain.port.RepositoryUnavailable;
import org.junit.jupiter.api.Test;

/** Values past their time, which stand in for a database that is down and for nothing else. */
interface StandIns extends ReadThroughFixture {
    Peer.Plan SHORT_LIVED = Peer.Plan.USUAL.withTtl(Duration.ofMillis(60));

    @Test
    default void a_value_past_its_time_is_loaded_anew_while_the_database_is_up() {
        Peer peer = peerWithStale("old");
        fleet().database().put("1", "new");
        peer.answers("1", "new", LOADED_STORED);
        assertEquals(1, peer.stats().of(CacheEvent.MISS_EXPIRED));
        assertEquals(0, peer.stats().of(CacheEvent.HIT_STALE));
    }

    @Test
    default void a_value_past_its_time_stands_in_while_the_database_is_down() {
        Peer peer = peerWithStale("text");
        fleet().database().fail();
        Provenance standIn = peer.ask("1").provenance();
        assertEquals(STALE, standIn.source());
        assertFalse(standIn.freshFor().isPositive());
        assertTrue(standIn.age().compareTo(Duration.ofMillis(60)) >= 0);
        peer.answers("1", "text", STALE);
        Answers.are(peer.reads().getAll(List.of("1")), "text");
        assertEquals(3, peer.stats().of(CacheEvent.HIT_STALE));
    }

    @Test
    default void a_database_that_is_back_is_asked_again() {
        Peer peer = peerWithStale("old");
        fleet().database().fail();
        peer.answers("1", "old", STALE);
        fleet().database().put("1", "new");
        fleet().database().heal();
        Patience.until("the database is asked again", () -> peer.get("1").equals("new"));
    }

    @Test
    default void fresh_values_are_answered_while_the_database_is_down() {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.get("1");
        fleet().database().fail();
        peer.answers("1", "text", HIT);
        assertThrows(RepositoryUnavailable.class, () -> peer.get("2"));
        peer.answers("1", "text", HIT);
    }

    @Test
    default void a_value_that_was_invalidated_never_stands_in() {
        Peer peer = peerWithStale("old");
        fleet().peer(1).invalidate("1");
        fleet().database().fail();
        assertThrows(RepositoryUnavailable.class, () -> peer.get("1"));
        assertThrows(RepositoryUnavailable.class, () -> peer.reads().getAll(List.of("1")));
    }

    @Test
    default void a_value_that_is_invalidated_while_the_database_is_down_stands_in_no_longer() {
        Peer peer = peerWithStale("old");
        fleet().database().fail();
        peer.answers("1", "old", STALE);
        fleet().peer(1).invalidate("1");
        assertThrows(RepositoryUnavailable.class, () -> peer.get("1"));
    }

    @Test
    default void a_region_that_allows_no_stand_in_has_none() {
        Peer peer = fleet().peer(0, SHORT_LIVED.withStaleIfDown(Duration.ZERO));
        fleet().database().put("1", "old");
        peer.get("1");
        Patience.until("the value is gone", () -> cache(0).read(key()) instanceof Lookup.Missing);
        fleet().database().fail();
        assertThrows(RepositoryUnavailable.class, () -> peer.get("1"));
    }

    @Test
    default void a_stand_in_is_not_answered_beyond_its_bound() {
        Peer peer = fleet().peer(0, SHORT_LIVED.withStaleIfDown(Duration.ofMillis(100)));
        fleet().database().put("1", "old");
        peer.get("1");
        fleet().database().fail();
        Patience.until("the value is gone", () -> cache(0).read(key()) instanceof Lookup.Missing);
        assertThrows(RepositoryUnavailable.class, () -> peer.get("1"));
    }

    @Test
    default void a_stand_in_whose_time_ends_while_the_database_is_waited_for_is_not_answered() {
        Peer peer = peerWithStale("old", SHORT_LIVED.withStaleIfDown(Duration.ofSeconds(1)));
        Gate gate = new Gate("the database is waited for");
        fleet().database().holdBeforeRead(gate);
        fleet().database().fail();
        try (Actor reading = new Actor("reading")) {
            Future<Throwable> read =
                    reading.begins(() -> assertThrows(RepositoryUnavailable.class, () -> peer.get("1")));
            gate.awaitArrivals(1);
            assertEquals(1, peer.stats().of(CacheEvent.MISS_EXPIRED), "the value was there at first");
            Patience.until("the value is gone", () -> cache(0).read(key()) instanceof Lookup.Missing);
            gate.open();
            Actor.outcome(read);
        }
    }

    @Test
    default void an_absence_never_stands_in() {
        Peer peer = fleet().peer(0, SHORT_LIVED);
        peer.answers("1", Peer.ABSENT, LOADED_STORED);
        Patience.until("the absence is forgotten", () -> !isFresh());
        fleet().database().fail();
        assertThrows(RepositoryUnavailable.class, () -> peer.get("1"));
    }

    @Test
    default void a_value_past_its_time_stands_in_where_a_load_would_be_shed() {
        Peer peer = peerWithStale("text", SHORT_LIVED.with(new LoadLimit(1, Duration.ofMillis(10))));
        Gate gate = new Gate("the one load is under way");
        fleet().database().holdBeforeRead(gate);
        try (Actor loading = new Actor("loading")) {
            Future<String> other = loading.begins(() -> peer.get("2"));
            gate.awaitArrivals(1);
            peer.answers("1", "text", STALE);
            Answers.are(peer.reads().getAll(List.of("1")), "text");
            gate.open();
            assertEquals(Peer.ABSENT, Actor.outcome(other));
        }
    }

    @Test
    default void a_batch_with_a_hole_is_no_answer() {
        Peer peer = peerWithStale("text");
        fleet().database().fail();
        assertThrows(RepositoryUnavailable.class, () -> peer.reads().getAll(List.of("1", "2")));
    }

    private Peer peerWithStale(String text) {
        return peerWithStale(text, SHORT_LIVED);
    }

    private Peer peerWithStale(String text, Peer.Plan plan) {
        Peer peer = fleet().peer(0, plan);
        fleet().database().put("1", text);
        peer.get("1");
        Patience.until("the value is past its time", () -> !isFresh());
        return peer;
    }

    private boolean isFresh() {
        return cache(0).read(key()) instanceof Lookup.Found(CacheEntry entry) && entry.isFresh();
    }

    private static CacheKey key() {
        return new CacheKey("thing", "1");
    }
}
