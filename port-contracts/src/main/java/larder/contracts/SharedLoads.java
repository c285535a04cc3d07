package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.Overloaded;
import larder.application.readthrough.Provenance;
import larder.domain.port.CacheEvent;
import larder.domain.port.RepositoryUnavailable;
import org.junit.jupiter.api.Test;

/** Many callers that ask for the same at the same time. */
interface SharedLoads extends ReadThroughFixture {
    @Test
    default void a_thousand_callers_in_three_processes_make_one_load() {
        List<Peer> peers = List.of(fleet().peer(0), fleet().peer(1), fleet().peer(2));
        Gate gate = new Gate("all have missed");
        fleet().database().put("1", "text");
        fleet().database().holdBeforeRead(gate);
        try (Crowd<String> crowd = Crowd.start(1_000, i -> peers.get(i % 3).get("1"))) {
            Patience.until("all have missed", () -> count(peers, CacheEvent.MISS_COLD) == 1_000);
            gate.open();
            assertEquals(Set.of("text"), new HashSet<>(crowd.results()));
        }
        assertEquals(1, fleet().database().loads());
        assertEquals(1, count(peers, CacheEvent.FILL_STORED));
    }

    private static int count(List<Peer> peers, CacheEvent event) {
        return peers.stream().mapToInt(peer -> peer.stats().of(event)).sum();
    }

    @Test
    default void who_asked_after_a_load_began_that_was_refused_reads_again() {
        Peer peer = fleet().peer(0);
        Gate gate = new Gate("the old value has been read");
        fleet().database().put("1", "old");
        fleet().database().holdAfterRead(gate);
        try (Actor first = new Actor("first");
                Crowd<String> early = Crowd.start(1, _ -> peer.get("1"))) {
            gate.awaitArrivals(1);
            fleet().database().put("1", "new");
            fleet().peer(1).invalidate("1");
            Future<Provenance> late = first.begins(() -> peer.ask("1").provenance());
            peer.stats().await(CacheEvent.MISS_COLD, 2);
            first.awaitWaiting();
            gate.open();
            assertEquals(List.of("old"), early.results());
            assertEquals(LOADED_STORED, Actor.outcome(late).source());
        }
        peer.answers("1", "new", HIT);
    }

    @Test
    default void an_absence_is_known_until_somebody_registers() {
        Peer peer = fleet().peer(0);
        peer.answers("1", Peer.ABSENT, LOADED_STORED);
        Provenance known = peer.ask("1").provenance();
        assertEquals(HIT, known.source());
        assertTrue(known.freshFor().compareTo(Duration.ofSeconds(3)) <= 0, "an absence has a short life");
        assertEquals(1, fleet().database().loads());
        assertEquals(1, peer.stats().of(CacheEvent.HIT_ABSENT));
        fleet().database().put("1", "text");
        fleet().peer(1).invalidate("1");
        peer.answers("1", "text", LOADED_STORED);
    }

    @Test
    default void an_error_is_shared_by_all_who_wait_and_never_stored() {
        Peer peer = fleet().peer(0);
        Gate gate = new Gate("all have missed");
        RepositoryUnavailable reason = new RepositoryUnavailable("away", new IOException("refused"));
        fleet().database().holdBeforeRead(gate);
        fleet().database().failWith(() -> reason);
        try (Crowd<Throwable> crowd =
                Crowd.start(50, _ -> assertThrows(RepositoryUnavailable.class, () -> peer.get("1")))) {
            peer.stats().await(CacheEvent.MISS_COLD, 50);
            crowd.awaitParked(50);
            gate.open();
            crowd.results().forEach(thrown -> assertSame(reason, thrown));
        }
        assertEquals(1, fleet().database().loads());
        assertEquals(1, peer.stats().of(CacheEvent.LOAD_FAILED));
        fleet().database().put("1", "text");
        fleet().database().heal();
        peer.answers("1", "text", LOADED_STORED);
    }

    @Test
    default void an_error_that_nobody_foresaw_is_shared_too_and_leaves_nothing_behind() {
        Peer peer = fleet().peer(0);
        fleet().database().failWith(() -> new IllegalStateException("a bug"));
        assertThrows(IllegalStateException.class, () -> peer.get("1"));
        fleet().database().heal();
        peer.answers("1", Peer.ABSENT, LOADED_STORED);
    }

    @Test
    default void a_leader_that_is_interrupted_does_not_fail_those_who_follow_it() {
        Peer peer = fleet().peer(0);
        Gate gate = new Gate("never opened: the leader is interrupted here");
        fleet().database().put("1", "text");
        fleet().database().holdBeforeRead(gate);
        try (Actor leader = new Actor("leader")) {
            Future<Throwable> led = leader.begins(() -> assertThrows(RuntimeException.class, () -> peer.get("1")));
            gate.awaitArrivals(1);
            try (Crowd<String> crowd = Crowd.start(20, _ -> peer.get("1"))) {
                peer.stats().await(CacheEvent.MISS_COLD, 21);
                crowd.awaitParked(20);
                leader.interrupt();
                assertEquals(Set.of("text"), Set.copyOf(crowd.results()));
            }
            assertInstanceOf(RepositoryUnavailable.class, Actor.outcome(led));
        }
        assertEquals(2, fleet().database().loads());
    }

    @Test
    default void a_follower_that_is_interrupted_ends_and_does_not_ask_again_and_again() {
        Peer peer = fleet().peer(0);
        Gate gate = new Gate("a load is under way");
        fleet().database().holdBeforeRead(gate);
        try (Actor leader = new Actor("leader")) {
            Future<String> led = leader.begins(() -> peer.get("1"));
            gate.awaitArrivals(1);
            try (Actor follower = new Actor("follower")) {
                Future<Throwable> followed =
                        follower.begins(() -> assertThrows(RuntimeException.class, () -> peer.get("1")));
                peer.stats().await(CacheEvent.MISS_COLD, 2);
                follower.awaitWaiting();
                follower.interrupt();
                long interrupted = System.nanoTime();
                Patience.until(
                        "the follower ends",
                        () -> followed.isDone() || peer.steps().calls(CacheStep.READ) > 50);
                long took = System.nanoTime() - interrupted;
                gate.open();
                assertTrue(peer.steps().calls(CacheStep.READ) <= 50, "the follower asked again and again");
                assertTrue(took < Duration.ofSeconds(5).toNanos(), "the follower went on for its whole patience");
                Actor.outcome(followed);
            }
            assertEquals(Peer.ABSENT, Actor.outcome(led));
        }
    }

    @Test
    default void a_load_that_asks_for_its_own_key_fails_at_once() {
        Peer peer = fleet().peer(0);
        fleet().database().duringRead(() -> peer.get("1"));
        long begun = System.nanoTime();
        assertThrows(IllegalStateException.class, () -> peer.get("1"));
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos(), "it waited for itself");
        fleet().database().duringRead(() -> {});
        peer.answers("1", Peer.ABSENT, LOADED_STORED);
    }

    @Test
    default void a_load_may_ask_for_another_key() {
        Peer peer = fleet().peer(0);
        AtomicReference<String> other = new AtomicReference<>("");
        fleet().database().put("1", "one");
        fleet().database().put("2", "two");
        fleet().database().duringRead(() -> {
            fleet().database().duringRead(() -> {});
            other.set(peer.get("2"));
        });
        assertEquals("one", peer.get("1"));
        assertEquals("two", other.get());
    }

    @Test
    default void beyond_the_limit_of_loads_a_read_is_shed_and_may_come_again() {
        Peer peer = fleet().peer(0, Peer.Plan.USUAL.with(new LoadLimit(1, Duration.ofMillis(10))));
        Gate gate = new Gate("the one load is under way");
        fleet().database().holdBeforeRead(gate);
        try (Actor loading = new Actor("loading")) {
            Future<String> led = loading.begins(() -> peer.get("1"));
            gate.awaitArrivals(1);
            Overloaded overloaded = assertThrows(Overloaded.class, () -> peer.get("2"));
            assertTrue(overloaded.retryAfter().isPositive());
            assertThrows(Overloaded.class, () -> peer.reads().getAll(List.of("2", "3")));
            gate.open();
            assertEquals(Peer.ABSENT, Actor.outcome(led));
        }
        assertEquals(1, fleet().database().loads());
        assertEquals(Peer.ABSENT, peer.get("2"));
    }

    @Test
    default void a_lock_of_one_key_does_not_hold_up_the_load_of_another() {
        Peer peer = fleet().peer(0);
        Gate gate = new Gate("a load is under way");
        fleet().database().holdBeforeRead(gate);
        try (Actor loading = new Actor("loading")) {
            Future<String> led = loading.begins(() -> peer.get("1"));
            gate.awaitArrivals(1);
            assertEquals(Peer.ABSENT, peer.get("2"));
            assertEquals(Peer.ABSENT, fleet().peer(1).get("3"));
            gate.open();
            assertEquals(Peer.ABSENT, Actor.outcome(led));
        }
    }
}
