package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.Provenance.Source;
import larder.contracts.Actor;
import larder.contracts.CacheStep;
import larder.contracts.Gate;
import larder.contracts.Peer;
import larder.domain.port.CacheEvent;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.Query;
import org.junit.jupiter.api.Test;

/** When the cache is in doubt, what a reading does then, and how old what it answers can be. */
final class DoubtTest {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration LAG = Duration.ofMillis(500);

    private final Follower.World world = new Follower.World();
    private final Follower here = world.following();

    @Test
    void a_process_is_in_doubt_until_its_first_look() {
        Follower starting = world.process();
        assertTrue(starting.freshness.inDoubt());
        assertEquals(State.DEGRADED, starting.relay.health().check().state());
        starting.follow();
        assertFalse(starting.freshness.inDoubt());
        assertEquals(State.UP, starting.relay.health().check().state());
    }

    @Test
    void a_process_that_finds_changes_at_its_start_trusts_nothing_before_they_are_applied() {
        world.changeBehind("1", "new");
        here.cache.fail(CacheStep.INVALIDATE);
        Follower starting = world.process();
        starting.cache.fail(CacheStep.INVALIDATE);
        starting.follow();
        assertTrue(starting.freshness.inDoubt());
        starting.cache.heal();
        world.pass(TICK);
        starting.follow();
        assertFalse(starting.freshness.inDoubt());
    }

    @Test
    void a_removal_that_a_write_lost_is_in_doubt_until_a_look_that_began_later_proves_it() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        here.cache.fail(CacheStep.INVALIDATE);
        here.write("1", "new");
        assertEquals(1, here.stats.of(CacheEvent.INVALIDATION_LOST));
        assertIn(Source.IN_DOUBT, "new");
        here.cache.heal();
        here.follow();
        assertIn(Source.IN_DOUBT, "new");
        world.pass(TICK);
        here.follow();
        assertIn(Source.LOADED_STORED, "new");
        assertIn(Source.HIT, "new");
    }

    @Test
    void a_look_that_was_under_way_when_a_removal_was_lost_proves_nothing_about_it() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        Gate answer = new Gate("the answer of a look is on its way");
        world.log.holdAnswers(answer);
        try (Actor relay = new Actor("relay")) {
            Future<Duration> look = relay.begins(here.relay::round);
            answer.awaitArrivals(1);
            world.pass(TICK);
            here.cache.fail(CacheStep.INVALIDATE);
            here.write("1", "new");
            world.pass(TICK);
            world.log.letAnswers();
            answer.open();
            Actor.outcome(look);
        }
        assertTrue(here.freshness.inDoubt());
        assertEquals("new", here.get("1"));
    }

    @Test
    void in_doubt_nothing_is_read_from_the_cache_nor_stored_in_it() {
        world.database.put("1", "old");
        world.database.put("2", "other");
        assertEquals("old", here.get("1"));
        here.freshness.lost();
        int stored = here.stats.of(CacheEvent.FILL_STORED);
        assertIn(Source.IN_DOUBT, "old");
        here.things
                .getAll(List.of("1", "2"))
                .values()
                .forEach(answer ->
                        assertEquals(Source.IN_DOUBT, answer.provenance().source()));
        assertEquals(stored, here.stats.of(CacheEvent.FILL_STORED));
        assertEquals(3, here.stats.of(CacheEvent.BYPASS));
        assertFalse(here.things.keepWarm("2", Duration.ofSeconds(1)).isPositive());
        assertEquals(stored, here.stats.of(CacheEvent.FILL_STORED));
    }

    @Test
    void in_doubt_the_result_of_a_query_is_asked_for_anew() {
        world.database.put("1", "old");
        Query<String> query = new Query<>(
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                Set.of(Follower.TABLE),
                () -> world.database.source().one().apply("1").orElseThrow().value());
        assertEquals("old", Peer.textOf(here.queries.get(query)));
        assertEquals(Source.HIT, here.queries.get(query).provenance().source());
        here.cache.fail(CacheStep.INVALIDATE);
        here.write("1", "new");
        here.cache.heal();
        assertEquals("new", Peer.textOf(here.queries.get(query)));
        world.pass(TICK);
        here.follow();
        world.pass(TICK);
        here.follow();
        assertEquals("new", Peer.textOf(here.queries.get(query)));
        assertEquals(Source.HIT, here.queries.get(query).provenance().source());
    }

    /** Its leader looked before the doubt, and finds what another stored meanwhile: good for itself, and for nobody in doubt. */
    @Test
    void a_reading_in_doubt_shares_nothing_that_another_finds_in_the_cache() {
        world.database.put("1", "old");
        Follower elsewhere = world.following();
        Gate reserving = new Gate("a reading has looked, and is about to reserve");
        here.steps.before(CacheStep.RESERVE, reserving);
        try (Actor early = new Actor("early");
                Actor late = new Actor("late")) {
            Future<String> first = early.begins(() -> here.get("1"));
            reserving.awaitArrivals(1);
            assertEquals("old", elsewhere.get("1"), "it is stored now");
            here.cache.fail(CacheStep.INVALIDATE);
            here.write("1", "new");
            Future<String> second = late.beginsToWait(() -> here.get("1"));
            world.pass(TICK);
            reserving.open();
            assertEquals("old", Actor.outcome(first), "it asked before the write");
            assertEquals("new", Actor.outcome(second), "it asked after the write was acknowledged");
        }
    }

    @Test
    void changes_that_wait_for_longer_than_half_a_second_are_a_reason_for_doubt() {
        world.changeBehind("1", "new");
        whileAnotherApplies(() -> {
            here.follow();
            assertFalse(here.freshness.inDoubt());
            world.pass(LAG);
            here.follow();
            assertTrue(here.freshness.inDoubt());
        });
        world.pass(TICK);
        here.follow();
        assertFalse(here.freshness.inDoubt());
    }

    @Test
    void a_relay_that_stands_still_is_a_reason_for_doubt() {
        world.pass(SILENCE.minus(TICK));
        assertFalse(here.freshness.inDoubt());
        world.pass(TICK);
        assertTrue(here.freshness.inDoubt());
        here.follow();
        assertFalse(here.freshness.inDoubt());
    }

    @Test
    void a_database_that_is_away_is_no_reason_for_doubt_and_hits_say_how_old_they_can_be() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.log.goAway();
        here.follow();
        world.pass(Duration.ofSeconds(2));
        here.follow();
        assertFalse(here.freshness.inDoubt());
        Provenance hit = here.ask("1").provenance();
        assertEquals(Source.HIT, hit.source());
        assertEquals(Duration.ofMillis(2_001), hit.bound());
        assertEquals(State.DEGRADED, here.relay.health().check().state());
    }

    @Test
    void a_removal_that_was_lost_stays_in_doubt_while_the_database_is_away() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        here.cache.fail(CacheStep.INVALIDATE);
        here.write("1", "new");
        world.log.goAway();
        here.follow();
        world.pass(Duration.ofMinutes(1));
        assertTrue(here.freshness.inDoubt());
    }

    @Test
    void a_question_that_hangs_is_no_reason_for_doubt() {
        Gate answer = new Gate("the database hangs");
        world.log.holdAnswers(answer);
        try (Actor relay = new Actor("relay")) {
            Future<Duration> look = relay.begins(here.relay::round);
            answer.awaitArrivals(1);
            world.pass(Duration.ofSeconds(3));
            assertFalse(here.freshness.inDoubt());
            answer.open();
            Actor.outcome(look);
        }
    }

    @Test
    void r16_a_cache_that_was_away_while_others_wrote_is_not_trusted_before_their_changes_are_applied() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        here.cache.fail();
        assertEquals("old", here.get("1"), "from the database");
        Follower elsewhere = world.following();
        elsewhere.cache.fail();
        elsewhere.write("1", "new");
        here.cache.heal();
        whileAnotherApplies(() -> {
            here.follow();
            assertIn(Source.IN_DOUBT, "new");
        });
        here.things.invalidate(List.of("1"));
        world.pass(TICK);
        here.follow();
        assertFalse(here.freshness.inDoubt());
    }

    @Test
    void a_hit_can_be_no_older_than_the_proof_before_it_and_a_load_no_older_than_itself() {
        world.database.put("1", "old");
        assertEquals(Duration.ZERO, here.ask("1").provenance().bound(), "time stood still while it was loaded");
        world.pass(Duration.ofMillis(37));
        assertEquals(Duration.ofMillis(38), here.ask("1").provenance().bound());
        here.follow();
        world.pass(Duration.ofMillis(3));
        Provenance hit = here.ask("1").provenance();
        assertEquals(Duration.ofMillis(3), hit.bound());
        assertEquals(Duration.ofMillis(40), hit.age());
    }

    @Test
    void a_hit_before_any_proof_can_be_as_old_as_its_reservation() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.log.goAway();
        Follower starting = world.process().follow();
        world.pass(Duration.ofSeconds(10));
        assertEquals(Duration.ofMillis(13_750), starting.ask("1").provenance().bound());
    }

    @Test
    void a_proof_that_comes_while_the_cache_is_asked_is_not_that_of_the_answer() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.pass(Duration.ofMillis(100));
        Gate reading = new Gate("the cache is asked");
        here.steps.before(CacheStep.READ, reading);
        try (Actor reader = new Actor("reader")) {
            Future<Provenance> hit = reader.begins(() -> here.ask("1").provenance());
            reading.awaitArrivals(1);
            here.follow();
            world.pass(Duration.ofMillis(5));
            reading.open();
            assertEquals(Duration.ofMillis(106), Actor.outcome(hit).bound());
        }
    }

    private void assertIn(Source source, String text) {
        Answer<String> answer = here.ask("1");
        assertEquals(text, Peer.textOf(answer));
        assertEquals(source, answer.provenance().source());
    }

    /** Another process has taken all that waits, and is not done with it yet. */
    private void whileAnotherApplies(Runnable then) {
        Gate applying = new Gate("another process applies changes");
        try (Actor other = new Actor("other")) {
            Future<Integer> taken = other.begins(() -> world.log.take(500, _ -> pass(applying)));
            applying.awaitArrivals(1);
            then.run();
            applying.open();
            assertEquals(1, Actor.outcome(taken));
        }
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
