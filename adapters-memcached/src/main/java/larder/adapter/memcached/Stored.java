package larder.adapter.memcached;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import larder.domain.port.CacheEntry;
import larder.domain.port.Content;
import larder.domain.port.Fill;

/** A value with its clocks, as milliseconds of the {@link ServerClock}. */
record Stored(Content content, long storedAt, long freshUntil, long staleUntil, long loadMicros) {
    static Stored of(Fill fill, long now) {
        long freshUntil = now + millis(fill.freshFor());
        return new Stored(
                fill.content(),
                now,
                freshUntil,
                freshUntil + fill.staleFor().toMillis(),
                fill.loadTime().dividedBy(ChronoUnit.MICROS.getDuration()));
    }

    boolean mayStandIn(long now) {
        return now < staleUntil;
    }

    /** Whether it is fresh for longer than that. */
    boolean isFreshFor(Duration span, long now) {
        return mayStandIn(now) && freshFor(now).compareTo(span) > 0;
    }

    CacheEntry at(long now) {
        return new CacheEntry(
                content,
                freshFor(now),
                Duration.ofMillis(staleUntil - Math.max(now, storedAt)),
                Duration.ofMillis(Math.max(0, now - storedAt)),
                Duration.of(loadMicros, ChronoUnit.MICROS));
    }

    /** Another host's clock may be a little ahead: nothing is fresh for longer than it was stored for. */
    private Duration freshFor(long now) {
        return Duration.ofMillis(freshUntil - Math.max(now, storedAt));
    }

    /** At least one: what is to live for less would never have lived. */
    private static long millis(Duration span) {
        return Math.max(1, span.toMillis());
    }
}
