package larder.adapter.memcached;

import java.time.Duration;
import java.time.InstantSource;
import larder.domain.port.Ticker;

/**
 * The time by which entries are stamped and read, in milliseconds since 1970. Memcached's own clock counts whole seconds, which
 * is too coarse for what lives for a moment; the host's clock counts finely and may be wrong. So the host's clock is taken as
 * far as Memcached's lets it: where it strays from what the server said when the connection was made, plus the time since by
 * the host's stopwatch, it is held at the edge.
 *
 * <p>What a wrong clock of a host does, be it by an hour: what this host stores or reads lives for up to four seconds longer or
 * shorter than it should. How old an answer can be at most is told with these seconds added, where it is not proven otherwise.
 * A wrong clock does no more, since nothing else hangs on it: which fill is stored and which is refused is decided by tokens and by
 * the server's numbering of changes, never by a time.
 */
final class ServerClock {
    /** The server's second began up to a second ago, and so did the second in which the server itself began to count. */
    private static final Duration SERVER_IS_BEHIND_BY_UP_TO = Duration.ofSeconds(2);
    /** What two clocks that are both right may differ by. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** The part of a second that the server does not say, and the time that its answer took. */
    private static final Duration READINGS_DIFFER_BY_UP_TO = Duration.ofSeconds(2);

    /** How far what two hosts take for the same time may lie apart: as far as their edges. */
    static final Duration WIDTH =
            TOLERANCE.plus(SERVER_IS_BEHIND_BY_UP_TO).plus(TOLERANCE).plus(READINGS_DIFFER_BY_UP_TO);

    private final InstantSource host;
    private final Ticker ticker;
    private final long serverMillis;
    private final long readAt;

    /** @param serverSeconds what the server says now */
    ServerClock(InstantSource host, Ticker ticker, long serverSeconds) {
        this.host = host;
        this.ticker = ticker;
        this.serverMillis = Duration.ofSeconds(serverSeconds).toMillis();
        this.readAt = ticker.nanos();
    }

    long millis() {
        long server = serverMillis + Duration.ofNanos(ticker.nanos() - readAt).toMillis();
        return Math.clamp(
                host.millis(),
                server - TOLERANCE.toMillis(),
                server + SERVER_IS_BEHIND_BY_UP_TO.plus(TOLERANCE).toMillis());
    }
}
