package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import larder.contracts.CacheStep;
import larder.contracts.Gate;
import larder.contracts.Patience;
import larder.contracts.ShelfChangeLog.Question;
import larder.domain.port.Change;
import larder.domain.port.HealthCheck.State;
import org.junit.jupiter.api.Test;

/** What the relay does with changes, and with a database or a cache that is away. */
final class RelayTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMillis(10);

    private final Follower.World world = new Follower.World();
    private final Follower here = world.following();

    @Test
    void a_change_behind_the_back_of_all_is_seen_once_it_was_applied() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.changeBehind("1", "new");
        here.follow();
        assertEquals("new", here.get("1"));
        assertEquals(0, world.log.waiting());
        assertEquals(1, here.relay.applied());
    }

    @Test
    void r11_a_row_that_was_known_to_be_absent_is_found_once_it_is_there() {
        assertEquals("(absent)", here.get("1"));
        world.changeBehind("1", "new");
        here.follow();
        assertEquals("new", here.get("1"));
    }

    @Test
    void r14_a_table_that_changed_as_a_whole_empties_its_region() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.database.put("1", "new");
        world.log.record(new Change.Whole(Follower.TABLE));
        here.follow();
        assertEquals("new", here.get("1"));
    }

    @Test
    void a_large_backlog_is_taken_in_batches_without_a_rest() {
        for (int i = 0; i < 1_200; i++) {
            world.log.record(Follower.row("" + i));
        }
        assertEquals(Duration.ZERO, here.relay.round());
        assertEquals(700, world.log.waiting());
        here.follow();
        assertEquals(0, world.log.waiting());
        assertEquals(1_200, here.relay.applied());
    }

    @Test
    void what_could_not_be_applied_stays_and_is_applied_later() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        here.cache.fail(CacheStep.INVALIDATE);
        world.changeBehind("1", "new");
        here.follow();
        assertEquals(1, world.log.waiting());
        assertEquals(1, here.relay.failures());
        here.cache.heal();
        here.follow();
        assertEquals(0, world.log.waiting());
        assertEquals("new", here.get("1"));
    }

    @Test
    void
            r8_what_a_process_could_not_remove_before_it_was_killed_another_removes_and_nobody_is_answered_the_old_value() {
        Follower writer = world.following();
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        writer.cache.fail();
        here.cache.fail();
        writer.write("1", "new");
        // It is killed here: nothing of it goes on.
        assertEquals("new", here.get("1"), "the cache is away");
        here.follow();
        here.cache.heal();
        assertEquals("new", here.get("1"), "it is back, and in doubt: it still has the old value");
        assertTrue(here.freshness.inDoubt());
        world.pass(Duration.ofMillis(1));
        here.follow();
        assertFalse(here.freshness.inDoubt());
        assertEquals("new", here.get("1"));
    }

    @Test
    void a_database_that_is_away_is_asked_less_and_less_often_and_at_least_once_a_second() {
        world.log.goAway();
        List<Long> rests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rests.add(here.relay.round().toMillis());
        }
        assertEquals(List.of(20L, 40L, 80L, 160L, 320L, 640L, 1_000L, 1_000L), rests);
        world.log.comeBack();
        assertEquals(IDLE, here.relay.round());
        world.log.goAway();
        assertEquals(20, here.relay.round().toMillis(), "it begins anew");
    }

    @Test
    void after_five_seconds_without_a_change_it_looks_less_often_until_the_next() {
        world.pass(Duration.ofSeconds(6));
        assertEquals(Duration.ofMillis(70), here.relay.round());
        world.changeBehind("1", "new");
        here.follow();
        assertEquals(IDLE, here.relay.round());
    }

    @Test
    void an_operator_is_told_once_that_it_is_stuck_and_once_that_it_goes_on() {
        world.log.goAway();
        for (int i = 0; i < 10; i++) {
            here.relay.round();
            world.pass(SECOND);
        }
        assertEquals(List.of("stuck: RepositoryUnavailable"), here.notices.said());
        world.log.comeBack();
        here.follow().follow();
        assertEquals(List.of("stuck: RepositoryUnavailable", "moves"), here.notices.said());
    }

    @Test
    void a_failure_that_is_soon_over_is_counted_and_not_told() {
        world.log.goAway();
        here.relay.round();
        world.log.comeBack();
        here.follow();
        assertEquals(1, here.relay.failures());
        assertEquals(List.of(), here.notices.said());
    }

    @Test
    void about_once_a_second_it_looks_whether_changes_are_recorded() {
        int before = world.log.heartbeats();
        for (int i = 0; i < 81; i++) {
            here.relay.round();
            world.pass(Duration.ofMillis(50));
        }
        assertEquals(4, world.log.heartbeats() - before);
    }

    @Test
    void a_heartbeat_that_is_not_answered_keeps_nothing_from_being_applied_and_is_told() {
        world.log.goAway(Question.BEAT);
        for (int i = 0; i < 4; i++) {
            world.pass(SECOND);
            world.changeBehind("1", "new " + i);
            here.follow();
            assertEquals(0, world.log.waiting());
            assertFalse(here.freshness.inDoubt());
            assertEquals("new " + i, here.get("1"));
            assertEquals(State.UP, here.relay.health().check().state());
        }
        assertEquals(List.of("stuck: RepositoryUnavailable"), here.notices.said());
        world.log.comeBack();
        world.pass(SECOND);
        here.follow();
        assertEquals(List.of("stuck: RepositoryUnavailable", "moves"), here.notices.said());
    }

    @Test
    void a_heartbeat_that_is_not_answered_is_not_asked_for_again_at_once() {
        world.pass(SECOND);
        world.log.goAway(Question.BEAT);
        int before = world.log.heartbeats();
        here.follow().follow().follow();
        assertEquals(1, world.log.heartbeats() - before);
    }

    @Test
    void a_database_whose_log_is_gone_is_deaf() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.log.goAway(Question.LOOK, Question.TAKE);
        world.log.deafen("the log is gone");
        world.pass(SECOND);
        here.follow();
        world.database.put("1", "changed unheard");
        assertEquals("changed unheard", here.get("1"));
        assertEquals("the log is gone", here.relay.health().check().detail());
    }

    @Test
    void what_another_is_taking_is_looked_for_less_and_less_often() {
        world.log.record(Follower.row("1"));
        List<Long> rests = new ArrayList<>();
        int taken = world.log.take(500, _ -> {
            for (int i = 0; i < 4; i++) {
                rests.add(here.relay.round().toMillis());
            }
        });
        assertEquals(1, taken);
        assertEquals(List.of(5L, 10L, 10L, 10L), rests);
        here.follow();
        world.log.record(Follower.row("1"));
        world.log.take(500, _ -> rests.add(here.relay.round().toMillis()));
        assertEquals(5L, rests.getLast(), "it begins anew");
    }

    @Test
    void a_deaf_database_is_in_doubt_until_it_hears_and_all_that_was_cached_before_is_gone() {
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.log.deafen("the trigger is gone");
        world.pass(SECOND);
        here.follow();
        world.database.put("1", "changed unheard");
        assertTrue(here.freshness.inDoubt());
        assertEquals("changed unheard", here.get("1"));
        assertEquals("the trigger is gone", here.relay.health().check().detail());
        assertEquals(State.DEGRADED, here.relay.health().check().state());
        world.pass(SECOND);
        here.follow();
        world.log.hear();
        world.pass(SECOND);
        here.follow();
        assertTrue(here.freshness.inDoubt(), "not before a look that began after all was removed");
        world.pass(IDLE);
        here.follow();
        assertFalse(here.freshness.inDoubt());
        assertEquals("changed unheard", here.get("1"), "not what was cached before");
        assertEquals(List.of("deaf: the trigger is gone", "hears"), here.notices.said());
        assertEquals(State.UP, here.relay.health().check().state());
    }

    @Test
    void it_goes_on_by_itself_until_it_is_closed() {
        here.relay.start();
        here.relay.awaitFirstOutcome(Patience.BOUND);
        world.changeBehind("1", "new");
        Patience.until("it is applied", () -> world.log.waiting() == 0);
        here.relay.close();
        int looks = world.log.looks();
        Patience.letPass(Duration.ofMillis(60));
        assertEquals(looks, world.log.looks());
        assertTrue(here.freshness.inDoubt(), "nobody follows the changes any more");
    }

    @Test
    void closing_does_not_wait_for_a_database_that_hangs() {
        Gate hangs = new Gate("the database hangs");
        world.log.holdAnswers(hangs);
        here.relay.start();
        hangs.awaitArrivals(1);
        assertTimeoutPreemptively(Duration.ofSeconds(10), here.relay::close);
        hangs.open();
    }

    @Test
    void a_start_does_not_wait_for_a_database_that_hangs() {
        Gate hangs = new Gate("the database hangs");
        world.log.holdAnswers(hangs);
        Follower starting = world.process();
        starting.relay.start();
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> starting.relay.awaitFirstOutcome(Duration.ofMillis(50)));
        hangs.open();
        starting.relay.close();
    }
}
