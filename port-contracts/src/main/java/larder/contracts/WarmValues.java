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
import larder.application.readthrough.Answer;
import larder.application.readthrough.Provenance;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.RepositoryUnavailable;
import org.junit.jupiter.api.Test;

/** Values that are computed before somebody asks: by one process at a time, and whatever happens to it. */
interface WarmValues extends ReadThroughFixture {
    /** Half of the usual life. */
    Duration EVERY = Duration.ofSeconds(30);

    @Test
    default void what_is_not_there_is_computed_once_and_what_is_young_is_left_alone() {
        fleet().database().put("1", "text");
        for (int round = 0; round < 3; round++) {
            assertTrue(keepWarm(fleet().peer(round)).compareTo(Duration.ofSeconds(20)) > 0);
        }
        assertEquals(1, fleet().database().loads());
        fleet().peer(1).answers("1", "text", HIT);
    }

    @Test
    default void of_two_processes_one_computes() {
        Peer one = fleet().peer(0);
        Peer two = fleet().peer(1);
        Gate gate = new Gate("the first computes");
        fleet().database().put("1", "text");
        fleet().database().holdBeforeRead(gate);
        try (Actor first = new Actor("first")) {
            Future<Duration> computing = first.begins(() -> keepWarm(one));
            gate.awaitArrivals(1);
            assertFalse(keepWarm(two).isPositive(), "another is at it");
            assertEquals(1, fleet().database().loads());
            gate.open();
            assertTrue(Actor.outcome(computing).isPositive());
        }
        assertTrue(keepWarm(two).isPositive());
        assertEquals(1, fleet().database().loads());
    }

    @Test
    default void who_looked_before_another_computed_does_not_compute_again() {
        Peer one = fleet().peer(0);
        Peer two = fleet().peer(1);
        Gate gate = new Gate("the second has seen that there is nothing");
        fleet().database().put("1", "text");
        two.steps().after(CacheStep.READ, gate);
        try (Actor second = new Actor("second")) {
            Future<Duration> looking = second.begins(() -> keepWarm(two));
            gate.awaitArrivals(1);
            keepWarm(one);
            gate.open();
            assertTrue(Actor.outcome(looking).isPositive());
        }
        assertEquals(1, fleet().database().loads());
    }

    @Test
    default void R4_when_the_one_that_computes_is_lost_another_takes_over_and_its_late_value_is_refused() {
        Peer.Plan plan = Peer.Plan.USUAL.withLoadDeadline(Duration.ofMillis(250));
        Peer lost = fleet().peer(0, plan);
        Peer living = fleet().peer(1, plan);
        Gate gate = new Gate("the lost one has read the old value");
        fleet().database().put("1", "old");
        fleet().database().holdAfterRead(gate);
        try (Actor first = new Actor("first")) {
            Future<Duration> computing = first.begins(() -> keepWarm(lost));
            gate.awaitArrivals(1);
            fleet().database().put("1", "new");
            Patience.until("another takes over", () -> keepWarm(living).isPositive());
            assertEquals(2, fleet().database().loads());
            gate.open();
            assertFalse(Actor.outcome(computing).isPositive());
        }
        assertEquals(1, lost.stats().of(CacheEvent.FILL_REFUSED));
        living.answers("1", "new", HIT);
    }

    @Test
    default void a_reader_gets_the_last_value_at_once_while_the_next_is_computed_and_though_its_time_is_over() {
        Peer.Plan plan = Peer.Plan.USUAL.withTtl(Duration.ofMillis(100));
        List<Peer> processes = List.of(fleet().peer(0, plan), fleet().peer(1, plan));
        fleet().database().put("1", "old");
        processes.getFirst().reads().keepWarm("1", Duration.ofMillis(10));
        Patience.letPass(Duration.ofMillis(150));
        Gate gate = new Gate("the database hangs");
        fleet().database().put("1", "new");
        fleet().database().holdBeforeRead(gate);
        try (Actor first = new Actor("first")) {
            Future<Duration> computing =
                    first.begins(() -> processes.getFirst().reads().keepWarm("1", Duration.ofMillis(10)));
            gate.awaitArrivals(1);
            for (Peer process : processes) {
                Answer<String> answer = process.reads().getWarm("1");
                assertEquals("old", Peer.textOf(answer));
                assertEquals(STALE, answer.provenance().source());
            }
            assertEquals(2, fleet().database().loads(), "no reader asks the database");
            gate.open();
            Actor.outcome(computing);
        }
        assertEquals("new", Peer.textOf(processes.getLast().reads().getWarm("1")));
    }

    @Test
    default void a_reader_who_comes_before_it_is_warm_loads_it() {
        fleet().database().put("1", "text");
        Provenance from = fleet().peer(0).reads().getWarm("1").provenance();
        assertEquals(LOADED_STORED, from.source());
        assertTrue(keepWarm(fleet().peer(1)).isPositive());
        assertEquals(1, fleet().database().loads());
    }

    @Test
    default void what_another_release_left_is_computed_anew() {
        fleet().database().put("1", "old");
        keepWarm(fleet().peer(0, Peer.Plan.USUAL.with(new TextCodec("text/0"))));
        fleet().database().put("1", "new");
        Peer peer = fleet().peer(1);
        assertTrue(keepWarm(peer).isPositive());
        assertEquals("new", Peer.textOf(peer.reads().getWarm("1")));
    }

    @Test
    default void while_the_cache_is_away_nothing_is_computed() {
        Peer peer = fleet().peer(0);
        peer.loseCache();
        assertThrows(CacheUnavailable.class, () -> keepWarm(peer));
        assertEquals(0, fleet().database().loads());
    }

    @Test
    default void while_the_database_is_away_the_last_value_stays() {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        keepWarm(peer);
        fleet().database().fail();
        assertThrows(RepositoryUnavailable.class, () -> peer.reads().keepWarm("1", Duration.ZERO));
        assertEquals("text", Peer.textOf(peer.reads().getWarm("1")));
        fleet().database().heal();
        fleet().database().put("1", "new");
        peer.reads().keepWarm("1", Duration.ZERO);
        assertEquals("new", Peer.textOf(peer.reads().getWarm("1")));
    }

    @Test
    default void however_many_processes_look_however_often_it_is_computed_no_more_often_than_it_should() {
        Duration every = Duration.ofMillis(200);
        fleet().database().put("1", "text");
        long begun = System.nanoTime();
        Crowd.together(3, process -> {
            Peer peer = fleet().peer(process);
            while (System.nanoTime() - begun < Duration.ofSeconds(1).toNanos()) {
                peer.reads().keepWarm("1", every);
            }
            return process;
        });
        long periods = (System.nanoTime() - begun) / every.toNanos();
        int loads = fleet().database().loads();
        assertTrue(loads >= 3 && loads <= periods + 1, loads + " loads in " + periods + " periods");
    }

    private static Duration keepWarm(Peer peer) {
        return peer.reads().keepWarm("1", EVERY);
    }
}
