package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Two threads that do one thing each at the same moment, again and again for a while: a step that is not atomic in memory is
 * open for some nanoseconds only, which threads that are woken at a barrier do not meet.
 */
final class Duel {
    private static final Duration WHILE = Duration.ofMillis(700);
    private static final int AT_LEAST = 100;
    private static final int OVER = -1;
    private static final int SPINS = 2_000;
    private static final int LONGEST = 64;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    private Duel() {}

    /** Repeats the rounds: each is prepared and checked by the one, while the other waits. */
    static void repeat(Runnable prepare, Runnable one, Runnable other, Runnable check) {
        Duel duel = new Duel();
        try (Actor opponent = new Actor("opponent")) {
            Future<Integer> fighting = opponent.begins(() -> duel.fight(other));
            try {
                duel.lead(prepare, one, check);
            } finally {
                duel.begun.set(OVER);
            }
            Actor.outcome(fighting);
        }
    }

    private void lead(Runnable prepare, Runnable one, Runnable check) {
        long start = System.nanoTime();
        for (int round = 1; round <= AT_LEAST || System.nanoTime() - start < WHILE.toNanos(); round++) {
            prepare.run();
            begun.set(round);
            hesitate(round);
            one.run();
            assertTrue(comes(ended, round), "the opponent gave up");
            check.run();
        }
    }

    /** A little longer each round, then from the beginning: so the two meet at each point of each other's steps. */
    private void hesitate(int round) {
        for (int left = round % LONGEST; left > 0 && begun.get() == round; left--) {
            Thread.onSpinWait();
        }
    }

    private int fight(Runnable other) {
        int round = 1;
        try {
            for (; comes(begun, round); round++) {
                other.run();
                ended.set(round);
            }
            return round;
        } finally {
            ended.set(OVER);
        }
    }

    /** Waits for that number without letting go of the processor, at first; false when the duel is over. */
    private static boolean comes(AtomicInteger counter, int number) {
        long start = System.nanoTime();
        for (int spins = 1; counter.get() != number; spins++) {
            if (counter.get() == OVER || System.nanoTime() - start > Patience.BOUND.toNanos()) {
                return false;
            }
            Thread.onSpinWait();
            if (spins > SPINS) {
                LockSupport.parkNanos(1_000);
            }
        }
        return true;
    }
}
