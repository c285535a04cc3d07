package larder.contracts;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;
import larder.domain.port.LoadLock.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link LoadLock} must do. A test of an adapter extends it; nothing is held when a test begins. */
@Timeout(60)
public abstract class LoadLockContract {
    private static final CacheKey KEY = new CacheKey("thing", "1");
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(200);
    /** What a clock that counts milliseconds may be wrong by. */
    private static final Duration ROUNDING = Duration.ofMillis(5);

    private final Actor one = new Actor("one");
    private final Actor two = new Actor("two");
    private final Actor three = new Actor("three");

    /** The lock. */
    protected abstract LoadLock lock();

    /** The same lock as another process has it; the same object where no other process can. */
    protected abstract LoadLock otherProcess();

    /** How many locks are held now, or kept in memory although nobody holds them. */
    protected abstract int left();

    @AfterEach
    final void no_lock_and_no_thread_is_left() {
        one.close();
        two.close();
        three.close();
        assertEquals(0, left(), "locks are left");
    }

    @Test
    void of_the_callers_that_ask_at_the_same_time_one_gets_it() {
        CountDownLatch allAsked = new CountDownLatch(20);
        List<Boolean> got = Crowd.together(20, i -> {
            Optional<Lease> lease = lockOf(i).tryAcquire(KEY, Duration.ZERO, LONG);
            allAsked.countDown();
            awaited(allAsked);
            lease.ifPresent(Lease::close);
            return lease.isPresent();
        });
        assertEquals(1, got.stream().filter(Boolean::booleanValue).count());
    }

    @Test
    void never_more_than_one_holds_it_and_each_that_waits_gets_it() {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> mostInside = Crowd.together(50, i -> {
            int most = 0;
            for (int round = 0; round < 3; round++) {
                try (Lease _ = lockOf(i).tryAcquire(KEY, LONG, LONG).orElseThrow()) {
                    most = Math.max(most, inside.incrementAndGet());
                    LockSupport.parkNanos(100_000);
                    inside.decrementAndGet();
                }
            }
            return most;
        });
        assertTrue(mostInside.stream().allMatch(most -> most == 1), () -> "held at the same time by " + mostInside);
    }

    @Test
    void waiters_are_woken_when_the_holder_lets_go() {
        Lease held = taken(one, lock(), LONG);
        Future<Optional<Lease>> waiting = two.beginsToWait(() -> otherProcess().tryAcquire(KEY, LONG, LONG));
        long letGo = System.nanoTime();
        one.does(() -> closed(held));
        Lease next = Actor.outcome(waiting).orElseThrow();
        assertTrue(since(letGo).compareTo(LONG.dividedBy(3)) < 0, "the waiter was not woken");
        two.does(() -> closed(next));
    }

    @Test
    void of_two_waiters_the_second_gets_it_after_the_first() {
        Lease held = taken(one, lock(), LONG);
        AtomicInteger inside = new AtomicInteger();
        Future<Integer> second = two.beginsToWait(() -> insideAlone(lock(), inside));
        Future<Integer> third = three.beginsToWait(() -> insideAlone(otherProcess(), inside));
        one.does(() -> closed(held));
        assertEquals(1, Actor.outcome(second));
        assertEquals(1, Actor.outcome(third));
    }

    @Test
    void a_lease_that_is_never_closed_ends_by_itself() {
        long begun = System.nanoTime();
        Lease lost = taken(one, lock(), SHORT);
        Lease next = awaited(two, otherProcess());
        Duration took = since(begun);
        two.does(() -> closed(next));
        one.does(() -> closed(lost));
        assertTrue(took.compareTo(SHORT.minus(ROUNDING)) >= 0, () -> "the lease ended after " + took + " already");
        assertTrue(took.compareTo(LONG.dividedBy(3)) < 0, () -> "the lease ended after " + took + " only");
    }

    @Test
    void a_lease_that_is_closed_when_it_is_over_frees_nobody_elses_lock() {
        Lease late = taken(one, lock(), SHORT);
        Lease current = awaited(two, otherProcess());
        one.does(() -> closed(late));
        assertTrue(three.does(() -> lock().tryAcquire(KEY, Duration.ZERO, LONG)).isEmpty(), "another's lock was freed");
        two.does(() -> closed(current));
        Lease next = taken(three, lock(), LONG);
        three.does(() -> closed(next));
    }

    @Test
    void a_lease_may_be_closed_once_it_is_over_though_nobody_took_the_lock() {
        Lease late = taken(one, lock(), SHORT);
        Patience.letPass(SHORT.multipliedBy(2));
        one.does(() -> closed(late));
        one.does(() -> closed(late));
    }

    @Test
    void a_lease_that_is_closed_twice_frees_nobody_elses_lock() {
        Lease first = taken(one, lock(), LONG);
        one.does(() -> closed(first));
        Lease second = awaited(two, otherProcess());
        one.does(() -> closed(first));
        assertTrue(three.does(() -> lock().tryAcquire(KEY, Duration.ZERO, LONG)).isEmpty(), "another's lock was freed");
        two.does(() -> closed(second));
    }

    @Test
    void locks_of_different_keys_do_not_hold_each_other_up() {
        CountDownLatch allHold = new CountDownLatch(50);
        List<Boolean> got = Crowd.together(50, i -> {
            CacheKey key = new CacheKey("thing", "key-" + i);
            try (Lease _ = lockOf(i).tryAcquire(key, LONG, LONG).orElseThrow()) {
                allHold.countDown();
                return awaited(allHold);
            }
        });
        assertTrue(got.stream().allMatch(Boolean::booleanValue), "they were not held at the same time");
    }

    @Test
    void a_waiter_is_not_held_up_by_the_locks_of_other_keys() {
        Lease held = taken(one, lock(), LONG);
        Future<Optional<Lease>> waiting = two.beginsToWait(() -> otherProcess().tryAcquire(KEY, LONG, LONG));
        long begun = System.nanoTime();
        three.does(() -> {
            lock().tryAcquire(new CacheKey("thing", "2"), LONG, LONG)
                    .orElseThrow()
                    .close();
            return "done";
        });
        assertTrue(since(begun).compareTo(LONG.dividedBy(3)) < 0, "another key waited");
        one.does(() -> closed(held));
        Lease next = Actor.outcome(waiting).orElseThrow();
        two.does(() -> closed(next));
    }

    @Test
    void a_wait_of_zero_is_none() {
        Lease held = taken(one, lock(), LONG);
        long begun = System.nanoTime();
        assertTrue(two.does(() -> otherProcess().tryAcquire(KEY, Duration.ZERO, LONG))
                .isEmpty());
        assertTrue(since(begun).compareTo(LONG.dividedBy(3)) < 0, "it waited");
        one.does(() -> closed(held));
    }

    @Test
    void a_wait_in_vain_answers_empty_when_it_is_over() {
        Lease held = taken(one, lock(), LONG);
        long begun = System.nanoTime();
        assertTrue(two.does(() -> otherProcess().tryAcquire(KEY, SHORT, LONG)).isEmpty());
        Duration took = since(begun);
        one.does(() -> closed(held));
        assertTrue(took.compareTo(SHORT.minus(ROUNDING)) >= 0, () -> "it gave up after " + took + " already");
        assertTrue(took.compareTo(LONG.dividedBy(3)) < 0, () -> "it gave up after " + took + " only");
    }

    @Test
    void a_lock_that_was_let_go_can_be_taken_at_once_by_anybody() {
        for (int i = 0; i < 20; i++) {
            LoadLock lock = lockOf(i);
            Actor actor = i % 3 == 0 ? one : two;
            actor.does(() -> closed(lock.tryAcquire(KEY, Duration.ZERO, LONG).orElseThrow()));
        }
    }

    private static Lease taken(Actor by, LoadLock lock, Duration lease) {
        return by.does(() -> lock.tryAcquire(KEY, Duration.ZERO, lease)).orElseThrow();
    }

    private static Lease awaited(Actor by, LoadLock lock) {
        return by.does(() -> lock.tryAcquire(KEY, LONG, LONG)).orElseThrow();
    }

    private static int insideAlone(LoadLock lock, AtomicInteger inside) {
        try (Lease _ = lock.tryAcquire(KEY, LONG, LONG).orElseThrow()) {
            int now = inside.incrementAndGet();
            LockSupport.parkNanos(100_000);
            inside.decrementAndGet();
            return now;
        }
    }

    private LoadLock lockOf(int number) {
        return number % 2 == 0 ? lock() : otherProcess();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(Patience.BOUND.toSeconds(), SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }

    private static String closed(Lease lease) {
        lease.close();
        return "closed";
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
