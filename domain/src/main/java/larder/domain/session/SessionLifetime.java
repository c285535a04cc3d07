package larder.domain.session;

import java.time.Duration;
import larder.domain.InvalidValue;

/**
 * How long a session lasts.
 *
 * @param idle how long without being used, at least 1 ms; it is counted to a sixtieth of it
 * @param longest how long at all, used or not; not below {@code idle} and at most 30 days
 */
public record SessionLifetime(Duration idle, Duration longest) {
    private static final Duration MOST = Duration.ofDays(30);

    /** One hour, as in the tutorial, and twelve at most. */
    public static final SessionLifetime USUAL = new SessionLifetime(Duration.ofHours(1), Duration.ofHours(12));

    public SessionLifetime {
        if (idle.toMillis() < 1 || longest.compareTo(idle) < 0 || longest.compareTo(MOST) > 0) {
            throw new InvalidValue("a session lasts 1 ms to 30 days, and not longer without being used than at all");
        }
    }
}
