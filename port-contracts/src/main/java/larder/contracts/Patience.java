package larder.contracts;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How the kit waits: never for longer than its bound, and always for something that can be seen. */
public final class Patience {
    /** Long enough for a busy machine; a test that waits so long has failed. */
    public static final Duration BOUND = Duration.ofSeconds(20);

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();

    private Patience() {}

    /** Looks again and again until it is so; fails the test with the sentence when it is not so within the bound. */
    public static void until(String sentence, BooleanSupplier isSo) {
        long begun = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - begun > BOUND.toNanos()) {
                fail("waited in vain: " + sentence);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Lets at least that much real time pass. Proves nothing by itself: it is for what ends by the clock of a server. */
    public static void letPass(Duration span) {
        long begun = System.nanoTime();
        until("time passes", () -> System.nanoTime() - begun > span.toNanos());
    }
}
