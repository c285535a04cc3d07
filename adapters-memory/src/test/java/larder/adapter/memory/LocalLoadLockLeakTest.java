package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import larder.contracts.Crowd;
import larder.contracts.FakeTicker;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock.Lease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A local lock is a thing in memory only as long as it is held. */
@Timeout(60)
final class LocalLoadLockLeakTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();
    private final LocalLoadLock lock = new LocalLoadLock(ticker);

    @Test
    void locks_that_were_let_go_are_gone() {
        Crowd.together(50, caller -> {
            for (int i = 0; i < 100; i++) {
                lock.tryAcquire(key(caller * 100 + i), Duration.ZERO, SECOND).ifPresent(Lease::close);
            }
            return caller;
        });
        assertEquals(0, lock.size());
    }

    @Test
    void locks_that_nobody_closed_are_thrown_out_when_they_are_over() {
        for (int i = 0; i < 1_000; i++) {
            assertTrue(lock.tryAcquire(key(i), Duration.ZERO, SECOND).isPresent());
        }
        assertEquals(1_000, lock.size());
        ticker.advance(SECOND);
        Lease last = lock.tryAcquire(key(-1), Duration.ZERO, SECOND).orElseThrow();
        assertEquals(1, lock.size());
        last.close();
        assertEquals(0, lock.size());
    }

    @Test
    void a_lock_that_is_over_is_free_even_behind_a_longer_one() {
        Lease longer =
                lock.tryAcquire(key(1), Duration.ZERO, SECOND.multipliedBy(9)).orElseThrow();
        Lease over = lock.tryAcquire(key(2), Duration.ZERO, SECOND).orElseThrow();
        ticker.advance(SECOND);
        Lease next = lock.tryAcquire(key(2), Duration.ZERO, SECOND).orElseThrow();
        over.close();
        assertTrue(lock.tryAcquire(key(2), Duration.ZERO, SECOND).isEmpty());
        next.close();
        longer.close();
        assertEquals(0, lock.size());
    }

    @Test
    void a_caller_that_is_interrupted_while_it_waits_gets_nothing_and_stays_interrupted() {
        Lease held = lock.tryAcquire(key(1), Duration.ZERO, SECOND).orElseThrow();
        try (Crowd<Boolean> waiter = Crowd.start(
                1,
                _ -> lock.tryAcquire(key(1), SECOND.multipliedBy(60), SECOND).isEmpty()
                        && Thread.currentThread().isInterrupted())) {
            waiter.awaitParked(1);
            waiter.interrupt(0);
            assertTrue(waiter.results().getFirst());
        }
        held.close();
        assertEquals(0, lock.size());
    }

    private static CacheKey key(int number) {
        return new CacheKey("thing", Integer.toString(number));
    }
}
