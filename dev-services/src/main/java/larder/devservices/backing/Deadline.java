package larder.devservices.backing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The moment at which a wait ends, on the monotonic clock. */
public final class Deadline {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** A deadline this far from now. */
    public static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    public boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Asks again and again until the answer is yes (true), or the deadline passed (false). */
    public boolean await(BooleanSupplier question) {
        while (!question.getAsBoolean()) {
            if (passed()) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** A short pause between two questions. */
    public static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while waiting for a server", e);
        }
    }
}
