package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import larder.contracts.Actor;
import larder.contracts.CacheStep;
import larder.contracts.DamagedCache;
import larder.contracts.FailingCache;
import larder.contracts.FailingLoadLock;
import larder.contracts.Gate;
import larder.contracts.GatedCache;
import larder.contracts.HangingCache;
import larder.contracts.HangingLoadLock;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.LockUnavailable;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.Test;

/** The doubles of the kit fail as an adapter does, or tests that lean on them prove nothing. */
final class CacheDoublesTest {
    private static final CacheKey KEY = new CacheKey("thing", "1");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cache real = InMemory.cache(new InMemoryConfig(1 << 20), System::nanoTime);

    @Test
    void a_failing_cache_does_nothing_at_the_steps_that_fail_and_says_why() {
        FailingCache cache = new FailingCache(real);
        cache.fail(CacheStep.RESERVE);
        CacheUnavailable failure =
                assertThrows(CacheUnavailable.class, () -> cache.reserve(KEY, MINUTE, Duration.ZERO));
        assertNotNull(failure.getCause());
        assertThrows(CacheUnavailable.class, () -> cache.reserveAll(List.of(KEY), MINUTE));
        assertEquals(new Lookup.Missing(), cache.read(KEY));
        cache.heal();
        assertInstanceOf(
                Reservation.Granted.class,
                cache.reserveAll(List.of(KEY), MINUTE).get(KEY));
        assertEquals(2, cache.failures());
    }

    @Test
    void a_failing_cache_that_loses_answers_has_done_what_it_was_asked() {
        FailingCache cache = new FailingCache(real);
        cache.loseAnswers(CacheStep.RESERVE);
        assertThrows(CacheUnavailable.class, () -> cache.reserve(KEY, MINUTE, Duration.ZERO));
        assertInstanceOf(
                Reservation.Held.class, real.reserveAll(List.of(KEY), MINUTE).get(KEY));
    }

    @Test
    void a_hanging_cache_ends_each_call_within_its_bound_and_goes_on() {
        HangingCache cache = new HangingCache(real, Duration.ofMillis(30));
        cache.hang();
        long begun = System.nanoTime();
        assertThrows(CacheUnavailable.class, () -> cache.read(KEY));
        assertTrue(System.nanoTime() - begun >= Duration.ofMillis(30).toNanos());
        cache.goOn();
        assertEquals(new Lookup.Missing(), cache.read(KEY));
    }

    @Test
    void a_gated_cache_holds_a_step_up_before_and_after_it_is_done() {
        GatedCache cache = new GatedCache(real);
        Gate before = new Gate("before");
        Gate after = new Gate("after");
        cache.before(CacheStep.RESERVE, before);
        cache.after(CacheStep.RESERVE, after);
        try (Actor actor = new Actor("reserving")) {
            Future<Reservation> begun = actor.begins(() -> cache.reserve(KEY, MINUTE, Duration.ZERO));
            before.awaitArrivals(1);
            assertInstanceOf(
                    Reservation.Granted.class,
                    real.reserveAll(List.of(KEY), MINUTE).get(KEY));
            real.invalidate(List.of(KEY));
            before.open();
            after.awaitArrivals(1);
            assertInstanceOf(
                    Reservation.Held.class,
                    real.reserveAll(List.of(KEY), MINUTE).get(KEY));
            after.open();
            assertInstanceOf(Reservation.Granted.class, Actor.outcome(begun));
        }
        assertEquals(1, cache.calls(CacheStep.RESERVE));
        assertEquals(0, cache.calls(CacheStep.READ));
    }

    @Test
    void a_damaged_cache_is_mended_by_an_invalidation() {
        DamagedCache cache = new DamagedCache(real);
        cache.damage(KEY);
        assertInstanceOf(Lookup.Unreadable.class, cache.read(KEY));
        assertInstanceOf(Lookup.Unreadable.class, cache.readAll(List.of(KEY)).get(KEY));
        cache.invalidate(List.of(KEY));
        assertEquals(new Lookup.Missing(), cache.read(KEY));
    }

    @Test
    void locks_fail_and_hang_with_a_cause() {
        FailingLoadLock failing = new FailingLoadLock(InMemory.loadLock(System::nanoTime));
        failing.fail();
        assertNotNull(assertThrows(LockUnavailable.class, () -> failing.tryAcquire(KEY, MINUTE, MINUTE))
                .getCause());
        failing.heal();
        failing.tryAcquire(KEY, MINUTE, MINUTE).orElseThrow().close();
        HangingLoadLock hanging = new HangingLoadLock(Duration.ofMillis(5));
        assertNotNull(assertThrows(LockUnavailable.class, () -> hanging.tryAcquire(KEY, MINUTE, MINUTE))
                .getCause());
    }
}
