package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import larder.application.readthrough.LoadLimit;
import larder.domain.port.CacheEvent;
import org.junit.jupiter.api.Test;

/** Values that are loaded anew before their time is over, by chance, so that their end meets nobody. */
interface EarlyRefreshes extends ReadThroughFixture {
    /** With a load of 20 ms and the highest draw a value is due for more than 7 s before its end. */
    Peer.Plan DUE_AT_ONCE = Peer.Plan.USUAL.withTtl(Duration.ofSeconds(5)).withChance(0, 10);

    @Test
    default void a_value_that_is_due_is_answered_at_once_and_refreshed_once() {
        FixedRandom random = new FixedRandom();
        Peer peer = peerWithDue(random, DUE_AT_ONCE);
        Gate gate = new Gate("the refresh is under way");
        fleet().database().holdBeforeRead(gate);
        fleet().database().put("1", "new");
        peer.answers("1", "old", HIT);
        gate.awaitArrivals(1);
        assertEquals(Set.of("old"), Set.copyOf(Crowd.together(100, _ -> peer.get("1"))));
        random.drawLowest();
        gate.open();
        Patience.until("the value is new", () -> peer.get("1").equals("new"));
        peer.stats().await(CacheEvent.REFRESHED, 1);
        fleet().close();
        assertEquals(2, fleet().database().loads());
        assertEquals(1, peer.stats().of(CacheEvent.REFRESHED));
    }

    @Test
    default void a_value_that_is_due_is_refreshed_by_one_process() {
        FixedRandom random = new FixedRandom();
        Peer one = peerWithDue(random, DUE_AT_ONCE);
        Peer two = fleet().peer(1, DUE_AT_ONCE.with(random));
        Gate gate = new Gate("the refresh is under way");
        fleet().database().holdBeforeRead(gate);
        one.answers("1", "old", HIT);
        gate.awaitArrivals(1);
        two.answers("1", "old", HIT);
        Patience.until(
                "the second has seen that another refreshes", () -> two.steps().calls(CacheStep.RESERVE) == 1);
        gate.open();
        fleet().close();
        assertEquals(2, fleet().database().loads());
        assertEquals(1, one.stats().of(CacheEvent.REFRESHED) + two.stats().of(CacheEvent.REFRESHED));
    }

    @Test
    default void a_refresh_needs_no_more_than_one_load_at_a_time() {
        FixedRandom random = new FixedRandom();
        Peer peer = peerWithDue(random, DUE_AT_ONCE.with(new LoadLimit(1, Duration.ofMillis(10))));
        fleet().database().put("1", "new");
        peer.answers("1", "old", HIT);
        random.drawLowest();
        fleet().close();
        assertEquals(0, peer.stats().of(CacheEvent.SHED));
        peer.answers("1", "new", HIT);
    }

    @Test
    default void R1_a_refresh_that_a_write_overtakes_is_not_stored() {
        FixedRandom random = new FixedRandom();
        Peer peer = peerWithDue(random, DUE_AT_ONCE);
        Gate gate = new Gate("the refresh has read the old value");
        fleet().database().holdAfterRead(gate);
        peer.answers("1", "old", HIT);
        gate.awaitArrivals(1);
        random.drawLowest();
        fleet().database().put("1", "new");
        fleet().peer(1).invalidate("1");
        gate.open();
        fleet().close();
        peer.answers("1", "new", LOADED_STORED);
    }

    @Test
    default void a_refresh_that_fails_leaves_the_value_as_it_is() {
        Peer peer = peerWithDue(new FixedRandom(), DUE_AT_ONCE);
        fleet().database().fail();
        peer.answers("1", "old", HIT);
        peer.answers("1", "old", HIT);
        fleet().close();
        assertEquals(0, peer.stats().of(CacheEvent.REFRESHED));
        peer.stats().await(CacheEvent.LOAD_FAILED, 1);
    }

    @Test
    default void a_hit_is_answered_though_nothing_can_be_refreshed_any_more() {
        Peer peer = peerWithDue(new FixedRandom(), DUE_AT_ONCE);
        fleet().close();
        peer.answers("1", "old", HIT);
    }

    @Test
    default void a_region_without_early_refresh_has_none() {
        FixedRandom random = new FixedRandom();
        Peer peer = peerWithDue(random, DUE_AT_ONCE.withChance(0, 0));
        peer.answers("1", "old", HIT);
        fleet().close();
        assertEquals(1, fleet().database().loads());
    }

    @Test
    default void a_known_absence_is_not_refreshed() {
        FixedRandom random = new FixedRandom();
        Peer peer = fleet().peer(0, DUE_AT_ONCE.with(random));
        peer.answers("1", Peer.ABSENT, LOADED_STORED);
        random.drawHighest();
        peer.answers("1", Peer.ABSENT, HIT);
        fleet().close();
        assertEquals(1, fleet().database().loads());
    }

    @Test
    default void lifetimes_are_spread_over_the_jitter_and_not_beyond() {
        Peer peer = fleet().peer(0, Peer.Plan.USUAL.withChance(0.1, 0).with(new SplittableRandom(5)));
        IntStream.range(0, 200).forEach(id -> fleet().database().put("" + id, "text"));
        List<Duration> lives = IntStream.range(0, 200)
                .mapToObj(id -> peer.ask("" + id).provenance().freshFor())
                .sorted()
                .toList();
        assertTrue(lives.getFirst().compareTo(Duration.ofSeconds(54)) >= 0, "too short: " + lives.getFirst());
        assertTrue(lives.getLast().compareTo(Duration.ofSeconds(60)) <= 0, "too long: " + lives.getLast());
        assertTrue(lives.getFirst().compareTo(Duration.ofSeconds(55)) < 0, "not spread: " + lives.getFirst());
        assertTrue(lives.getLast().compareTo(Duration.ofSeconds(59)) > 0, "not spread: " + lives.getLast());
    }

    private Peer peerWithDue(FixedRandom random, Peer.Plan plan) {
        Peer peer = fleet().peer(0, plan.with(random));
        fleet().database().put("1", "old");
        fleet().database().duringRead(() -> Patience.letPass(Duration.ofMillis(20)));
        peer.answers("1", "old", LOADED_STORED);
        fleet().database().duringRead(() -> {});
        random.drawHighest();
        return peer;
    }
}
