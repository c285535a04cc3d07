package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock.Lease;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;

/** The races in which a process dies with a lock and a reservation in its hands. */
interface LostOwners extends ReadThroughFixture {
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

    /** Takes the lock and the reservation of the key as a loader does, and does nothing more. */
    private void dieLoading(Duration lease) {
        CacheKey key = new CacheKey("thing", "1");
        Crowd.elsewhere(() -> {
            Optional<Lease> never = loadLock(2).tryAcquire(key, Duration.ZERO, lease);
            assertTrue(never.isPresent());
            return never;
        });
        assertTrue(cache(2).reserve(key, lease, Duration.ZERO) instanceof Reservation.Granted);
    }
}
