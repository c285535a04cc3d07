package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Provenance.Source;
import larder.contracts.Actor;
import larder.contracts.CacheStep;
import larder.contracts.Gate;
import larder.contracts.Peer;
import larder.contracts.ShelfChangeLog.Question;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Versioned;
import org.junit.jupiter.api.Test;

/** The log of changes is not answered, be it that the database is away, be it that only the log is. */
final class LogAwayTest {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LAG = Duration.ofMillis(500);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Follower.World world = new Follower.World();
    private final Follower here = world.following();

    @Test
    void a_database_that_answers_loads_and_not_its_log_is_a_reason_for_doubt() {
        cached("1", "old");
        world.log.goAway(Question.LOOK);
        here.follow();
        world.changeBehind("1", "new");
        world.pass(LAG);
        here.follow();
        assertIn(Source.HIT, "1", "old");
        world.pass(TICK);
        assertEquals("(absent)", here.get("2"), "this is a load");
        assertTrue(here.freshness.inDoubt());
        assertIn(Source.IN_DOUBT, "1", "new");
        assertEquals(State.DEGRADED, here.relay.health().check().state());
        world.pass(SECOND);
        here.follow();
        assertTrue(here.freshness.inDoubt(), "another look in vain changes nothing");
        world.log.comeBack();
        here.follow();
        here.follow();
        assertFalse(here.freshness.inDoubt());
        assertEquals("new", here.get("1"));
    }

    @Test
    void a_write_that_is_answered_shows_that_the_database_is_there_too() {
        cached("1", "old");
        world.log.goAway(Question.LOOK);
        here.follow();
        world.pass(LAG.plus(TICK));
        here.things.writeThrough("2", () -> {
            world.database.put("2", "written");
            return Optional.of(new Versioned<>("written", 1));
        });
        assertTrue(here.freshness.inDoubt());
    }

    @Test
    void a_look_that_hangs_while_loads_are_answered_is_a_reason_for_doubt_once_it_has_failed() {
        cached("1", "old");
        Gate answer = new Gate("the log hangs");
        world.log.holdAnswers(answer);
        try (Actor relay = new Actor("relay")) {
            Future<Duration> look = relay.begins(here.relay::round);
            answer.awaitArrivals(1);
            world.pass(LAG.plus(TICK));
            assertEquals("(absent)", here.get("2"));
            assertFalse(here.freshness.inDoubt(), "it may be slow, and no reading should make it slower");
            world.log.letAnswers();
            relay.interrupt();
            Actor.outcome(look);
        }
        assertTrue(here.freshness.inDoubt());
    }

    @Test
    void a_load_that_began_before_the_log_was_away_for_long_proves_nothing_about_later() {
        cached("1", "old");
        world.log.goAway();
        here.follow();
        assertEquals("(absent)", here.get("2"), "it came to an end just before the database went away");
        world.database.fail();
        world.pass(Duration.ofMinutes(1));
        here.follow();
        assertFalse(here.freshness.inDoubt());
        assertIn(Source.HIT, "1", "old");
    }

    @Test
    void what_is_generated_and_not_loaded_is_no_answer_of_the_database() {
        cached("1", "old");
        world.log.goAway();
        world.database.fail();
        here.follow();
        world.pass(LAG.plus(TICK));
        assertThrows(RepositoryUnavailable.class, () -> here.queries.get(here.query()));
        assertFalse(here.freshness.inDoubt());
    }

    @Test
    void a_load_that_fails_shows_that_the_database_is_away_after_all() {
        cached("1", "old");
        world.log.goAway();
        here.follow();
        world.pass(LAG.plus(TICK));
        assertEquals("(absent)", here.get("2"));
        assertTrue(here.freshness.inDoubt());
        world.database.fail();
        world.pass(TICK);
        unavailable("1");
        assertFalse(here.freshness.inDoubt());
        assertIn(Source.HIT, "1", "old");
        world.database.heal();
        world.pass(TICK);
        assertEquals("(absent)", here.get("3"));
        assertTrue(here.freshness.inDoubt(), "it is there again, and the log is not");
    }

    @Test
    void changes_that_were_known_to_wait_stay_a_reason_while_the_database_answers() {
        cached("1", "old");
        world.changeBehind("1", "new");
        world.log.goAway(Question.TAKE);
        world.pass(LAG);
        here.follow();
        assertTrue(here.freshness.inDoubt());
        for (int i = 0; i < 3; i++) {
            world.pass(Duration.ofMillis(20));
            here.follow();
            assertIn(Source.IN_DOUBT, "1", "new");
        }
        world.log.goAway();
        here.follow();
        assertTrue(here.freshness.inDoubt(), "they are not known to be applied");
        assertIn(Source.IN_DOUBT, "1", "new");
        world.database.fail();
        world.pass(TICK);
        unavailable("1");
        assertIn(Source.HIT, "1", "old");
        assertEquals(
                Duration.ofMillis(562),
                here.ask("1").provenance().bound(),
                "the outage is not to be one of all, and it says so");
    }

    @Test
    void changes_that_had_waited_for_a_moment_when_the_database_went_away_are_none() {
        cached("1", "old");
        world.changeBehind("1", "new");
        world.log.goAway(Question.TAKE);
        here.follow();
        world.log.goAway();
        world.database.fail();
        here.follow();
        world.pass(Duration.ofMinutes(1));
        assertFalse(here.freshness.inDoubt());
    }

    @Test
    void a_cache_that_was_away_while_changes_waited_is_not_trusted_because_the_log_is_away_for_a_moment() {
        cached("1", "old");
        world.changeBehind("1", "new");
        world.log.goAway(Question.TAKE);
        here.follow();
        here.cache.fail(CacheStep.READ);
        assertEquals("new", here.get("1"));
        here.cache.heal();
        world.log.goAway();
        here.follow();
        assertIn(Source.IN_DOUBT, "1", "new");
    }

    @Test
    void r8_a_process_that_starts_is_in_doubt_for_as_long_as_the_database_is_migrated() {
        cached("1", "old");
        world.changeBehind("1", "new");
        world.log.migrate();
        Follower starting = world.process();
        int before = world.log.heartbeats();
        for (int i = 0; i < 3; i++) {
            starting.follow();
            world.pass(SECOND);
            assertTrue(starting.freshness.inDoubt());
            assertEquals("new", starting.get("1"));
        }
        assertEquals(before, world.log.heartbeats(), "there is nothing to hear yet");
        world.log.comeBack();
        starting.follow();
        assertFalse(starting.freshness.inDoubt());
        assertEquals("new", starting.get("1"));
    }

    @Test
    void a_process_that_starts_while_the_database_is_away_answers_what_is_cached_until_the_database_is_there() {
        cached("1", "old");
        world.log.goAway();
        Follower starting = world.process().follow();
        assertFalse(starting.freshness.inDoubt());
        assertEquals("old", starting.get("1"));
        world.log.migrate();
        starting.follow();
        assertTrue(starting.freshness.inDoubt(), "others may have begun to write");
    }

    private void cached(String id, String text) {
        world.database.put(id, text);
        assertEquals(text, here.get(id));
    }

    private void unavailable(String id) {
        assertThrows(RepositoryUnavailable.class, () -> here.get(id));
    }

    private void assertIn(Source source, String id, String text) {
        Answer<String> answer = here.ask(id);
        assertEquals(text, Peer.textOf(answer));
        assertEquals(source, answer.provenance().source());
    }
}
