package larder.contracts;

import static larder.application.readthrough.Provenance.Source.BYPASS;
import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_NOT_STORED;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.Overloaded;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens while the cache or the lock service is away: no request fails because of it, and the database bears it. */
interface CacheAway extends ReadThroughFixture {
    @ParameterizedTest
    @EnumSource(CacheStep.class)
    default void R16_no_read_fails_when_a_step_of_the_cache_does(CacheStep step) {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.cache().fail(step);
        assertEquals("text", peer.get("1"));
        Answers.are(peer.reads().getAll(List.of("1", "2")), "text", Peer.ABSENT);
        peer.invalidate("1");
        peer.healCache();
        assertEquals("text", peer.get("1"));
        peer.answers("1", "text", HIT);
    }

    @ParameterizedTest
    @EnumSource(CacheStep.class)
    default void R16_no_read_fails_when_the_answer_of_a_step_is_lost(CacheStep step) {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.cache().loseAnswers(step);
        assertEquals("text", peer.get("1"));
        Answers.are(peer.reads().getAll(List.of("1", "2")), "text", Peer.ABSENT);
        peer.invalidate("1");
        peer.healCache();
        assertEquals("text", peer.get("1"));
    }

    @Test
    default void R16_a_fill_that_was_lost_keeps_nobody_waiting_for_its_reservation() {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.cache().fail(CacheStep.FILL);
        peer.answers("1", "text", LOADED_NOT_STORED);
        Answers.are(peer.reads().getAll(List.of("2")), Peer.ABSENT);
        peer.cache().heal();
        Patience.until(
                "what was reserved is given back",
                () -> !cache(0).isReserved(new CacheKey("thing", "1"))
                        && !cache(0).isReserved(new CacheKey("thing", "2")));
        peer.answers("1", "text", LOADED_STORED);
        assertEquals(0, peer.stats().of(CacheEvent.WAITED));
    }

    @Test
    default void R16_a_fill_in_doubt_is_counted_and_shared_with_nobody_who_asked_later() {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.cache().loseAnswers(CacheStep.FILL);
        peer.answers("1", "text", LOADED_NOT_STORED);
        assertEquals(1, peer.stats().of(CacheEvent.FILL_IN_DOUBT));
    }

    @Test
    default void R16_an_invalidation_that_is_lost_is_counted_and_does_not_fail_the_write() {
        Peer peer = fleet().peer(0);
        peer.loseCache();
        peer.invalidate("1");
        assertEquals(1, peer.stats().of(CacheEvent.INVALIDATION_LOST));
        assertEquals(0, peer.stats().of(CacheEvent.INVALIDATED));
    }

    @Test
    default void R16_no_read_fails_when_the_lock_service_does() {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.lock().fail();
        cache(1).takeOver(new CacheKey("thing", "1"), Duration.ofMinutes(1));
        peer.answers("1", "text", BYPASS);
        assertEquals(1, peer.stats().of(CacheEvent.LOCK_UNAVAILABLE));
    }

    @Test
    default void who_loads_alone_needs_no_lock() {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.lock().fail();
        peer.answers("1", "text", LOADED_STORED);
        assertEquals(0, peer.lock().calls());
    }

    @Test
    default void R16_a_cache_that_hangs_costs_its_bound_and_fails_no_read() {
        HangingCache hanging = new HangingCache(cache(0), Duration.ofMillis(25));
        Peer peer = fleet().peer(Peer.Plan.USUAL, hanging, new HangingLoadLock(Duration.ofMillis(25)));
        fleet().database().put("1", "text");
        hanging.hang();
        long begun = System.nanoTime();
        peer.answers("1", "text", BYPASS);
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos(), "one bound was not all that it cost");
        hanging.goOn();
        assertEquals("text", peer.get("1"));
    }

    @Test
    default void R16_a_cache_and_a_lock_that_are_slow_change_no_answer() {
        Duration delay = Duration.ofMillis(10);
        Peer peer = fleet().peer(Peer.Plan.USUAL, new SlowCache(cache(0), delay), new SlowLoadLock(loadLock(0), delay));
        fleet().database().put("1", "text");
        assertEquals(Set.of("text"), Set.copyOf(Crowd.together(50, _ -> peer.get("1"))));
        peer.answers("1", "text", HIT);
        assertEquals(1, fleet().database().loads());
    }

    @Test
    default void R16_under_load_a_cache_that_comes_and_goes_fails_no_read_and_keeps_the_database_within_its_limit() {
        Peer peer = fleet().peer(0, Peer.Plan.USUAL.with(new LoadLimit(4, Duration.ofSeconds(15))));
        IntStream.range(0, 20).forEach(id -> fleet().database().put("" + id, "text " + id));
        AtomicBoolean over = new AtomicBoolean();
        try (Actor fault = new Actor("fault")) {
            Future<Boolean> flapping = fault.begins(() -> flap(peer, over));
            Crowd.together(50, caller -> {
                for (int round = 0; round < 40; round++) {
                    String id = "" + (caller + round) % 20;
                    assertEquals("text " + id, peer.get(id));
                    if (round % 10 == caller % 10) {
                        peer.invalidate(id);
                    }
                }
                return caller;
            });
            over.set(true);
            assertTrue(Actor.outcome(flapping));
        }
        assertTrue(peer.cache().failures() > 0, "the cache was never away");
        assertTrue(
                fleet().database().mostAtOnce() <= 4,
                () -> "loads at once: " + fleet().database().mostAtOnce());
        peer.healCache();
        peer.get("1");
        peer.answers("1", "text 1", HIT);
    }

    private static boolean flap(Peer peer, AtomicBoolean over) {
        while (!over.get()) {
            peer.loseCache();
            Patience.letPass(Duration.ofMillis(2));
            peer.healCache();
            Patience.letPass(Duration.ofMillis(2));
        }
        return true;
    }

    @Test
    default void R16_without_the_cache_what_the_database_cannot_bear_is_shed() {
        Peer peer = fleet().peer(0, Peer.Plan.USUAL.with(new LoadLimit(4, Duration.ZERO)));
        Gate gate = new Gate("four loads are under way");
        peer.loseCache();
        fleet().database().duringRead(() -> passed(gate));
        try (Crowd<Boolean> crowd = Crowd.start(100, i -> isAnswered(peer, "" + i))) {
            peer.stats().await(CacheEvent.SHED, 96);
            gate.open();
            assertEquals(
                    4, crowd.results().stream().filter(Boolean::booleanValue).count());
        }
        assertEquals(4, fleet().database().mostAtOnce());
        assertEquals(Peer.ABSENT, peer.get("1"));
    }

    private static boolean isAnswered(Peer peer, String id) {
        try {
            return peer.get(id).equals(Peer.ABSENT);
        } catch (Overloaded overloaded) {
            assertTrue(overloaded.retryAfter().isPositive());
            return false;
        }
    }

    private static void passed(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted at a gate", interrupted);
        }
    }

    @Test
    default void R21_a_burst_on_one_key_without_a_cache_is_one_load_per_process() {
        List<Peer> peers = List.of(fleet().peer(0), fleet().peer(1), fleet().peer(2));
        Gate asked = new Gate("all have asked");
        Gate loading = new Gate("the loads are under way");
        fleet().database().put("1", "text");
        fleet().database().duringRead(() -> passed(loading));
        peers.forEach(Peer::loseCache);
        peers.forEach(peer -> peer.steps().before(CacheStep.READ, asked));
        try (Crowd<String> crowd = Crowd.start(500, i -> peers.get(i % 3).get("1"))) {
            asked.awaitArrivals(500);
            asked.open();
            Patience.until("all know that the cache is away", () -> failures(peers) == 500);
            crowd.awaitParked(500);
            loading.open();
            assertEquals(Set.of("text"), Set.copyOf(crowd.results()));
        }
        assertEquals(3, fleet().database().loads());
    }

    private static int failures(List<Peer> peers) {
        return peers.stream().mapToInt(peer -> peer.cache().failures()).sum();
    }

    @Test
    default void without_a_cache_nobody_is_answered_by_a_load_that_began_before_the_question() {
        Peer peer = fleet().peer(0);
        Gate gate = new Gate("the old value has been read");
        fleet().database().put("1", "old");
        fleet().database().holdAfterRead(gate);
        peer.loseCache();
        try (Actor first = new Actor("first");
                Actor second = new Actor("second")) {
            Future<String> early = first.begins(() -> peer.get("1"));
            gate.awaitArrivals(1);
            fleet().database().put("1", "new");
            peer.invalidate("1");
            int before = peer.cache().failures();
            Future<String> late = second.begins(() -> peer.get("1"));
            Patience.until("the second has asked", () -> peer.cache().failures() > before);
            second.awaitWaiting();
            gate.open();
            assertEquals("old", Actor.outcome(early));
            assertEquals("new", Actor.outcome(late));
        }
        assertEquals(2, fleet().database().loads());
    }

    @Test
    default void a_cache_that_comes_back_is_filled_again() {
        Peer peer = fleet().peer(0);
        fleet().database().put("1", "text");
        peer.loseCache();
        peer.answers("1", "text", BYPASS);
        peer.healCache();
        peer.answers("1", "text", LOADED_STORED);
        peer.answers("1", "text", HIT);
    }
}
