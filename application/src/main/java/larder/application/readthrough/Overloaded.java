package larder.application.readthrough;

import java.time.Duration;

/** An answer would have to wait for longer than its bound, since too much is under way. Nothing was changed. */
public final class Overloaded extends RuntimeException {
    private final Duration retryAfter;

    public Overloaded(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long a caller should wait before asking again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
