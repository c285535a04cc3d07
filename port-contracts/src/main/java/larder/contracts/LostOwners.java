package larder.contracts;

import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import larder.application.readthrough.Provenance;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock.Lease;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;

/** The races in which a process dies with a lock and a reservation in its hands. */
interface LostOwners extends ReadThroughFixture {
    CacheKey KEY = new CacheKey("thing", "1");

    @Test
    default void R4_when_the_owner_of_a_load_is_killed_one_waiter_takes_over_and_the_others_wait_on() {
        Peer.Plan plan = Peer.Plan.USUAL.withLoadDeadline(Duration.ofMillis(250));
        List<Peer> living = List.of(fleet().peer(0, plan), fleet().peer(1, plan));
        fleet().database().put("1", "text");
        Duration lease = Duration.ofMillis(500);
        dieLoading(lease);
        long begun = System.nanoTime();
        List<String> answers = Crowd.together(200, i -> living.get(i % 2).get("1"));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertEquals(Set.of("text"), Set.copyOf(answers));
        assertEquals(1, fleet().database().loads());
        assertTrue(
                took.compareTo(plan.region().lockWait().dividedBy(2)) < 0,
                () -> "they waited for " + took + " after a lease of " + lease);
        assertEquals(0, living.getFirst().stats().of(CacheEvent.LOCK_TIMED_OUT));
    }

    @Test
    default void R4_a_batch_does_not_wait_for_an_owner_that_was_killed() {
        Peer living = fleet().peer(0);
        fleet().database().put("1", "text");
        dieLoading(Duration.ofMillis(500));
        Answers.are(living.reads().getAll(List.of("1")), "text");
        Patience.letPass(Duration.ofMillis(500));
    }

    @Test
    default void R4_when_the_one_that_watches_is_killed_too_another_watches() {
        Peer.Plan plan = Peer.Plan.USUAL.withLoadDeadline(Duration.ofMillis(250));
        Peer living = fleet().peer(0, plan);
        fleet().database().put("1", "text");
        dieLoading(Duration.ofMillis(500));
        dieWatching(Duration.ofMillis(700));
        living.answers("1", "text", LOADED_STORED);
        assertEquals(1, living.stats().of(CacheEvent.WAITED));
        assertEquals(0, living.stats().of(CacheEvent.LOCK_TIMED_OUT));
    }

    @Test
    default void a_load_that_fails_does_not_keep_another_process_waiting() {
        Gate gate = new Gate("the load that will fail is under way");
        IOException reason = new IOException("refused");
        fleet().database().put("1", "text");
        fleet().database().holdBeforeRead(gate);
        fleet().database().failWith(() -> {
            fleet().database().heal();
            return new RepositoryUnavailable("away", reason);
        });
        Peer waiting = fleet().peer(1);
        try (Actor failing = new Actor("failing");
                Actor waiter = new Actor("waiter")) {
            Future<Throwable> failed = failing.begins(() -> assertThrows(
                    RepositoryUnavailable.class, () -> fleet().peer(0).get("1")));
            gate.awaitArrivals(1);
            Future<Provenance> loaded = waiter.begins(() -> waiting.ask("1").provenance());
            waiting.stats().await(CacheEvent.WAITED, 1);
            long begun = System.nanoTime();
            gate.open();
            Actor.outcome(failed);
            assertEquals(LOADED_STORED, Actor.outcome(loaded).source());
            Duration reservation = Peer.Plan.USUAL.region().loadDeadline();
            assertTrue(System.nanoTime() - begun < reservation.dividedBy(2).toNanos(), "it waited for the failed load");
        }
        assertEquals(2, fleet().database().loads());
    }

    /** Reserves the key as a loader does, and does nothing more. */
    private void dieLoading(Duration hold) {
        assertTrue(cache(2).reserve(KEY, hold, Duration.ZERO) instanceof Reservation.Granted);
    }

    /** Takes the lock of the key as one who waits does, and does nothing more. */
    private void dieWatching(Duration lease) {
        Crowd.elsewhere(() -> {
            Optional<Lease> never = loadLock(2).tryAcquire(KEY, Duration.ZERO, lease);
            assertTrue(never.isPresent());
            return never;
        });
    }
}
