package larder.application.readthrough;

import java.time.Duration;
import java.util.Optional;
import larder.domain.InvalidValue;
import larder.domain.port.CacheKey;

/**
 * How one kind of thing is cached.
 *
 * @param name what its keys begin with, as {@code user}
 * @param ttl how long a value may be answered; more than zero
 * @param jitter by which part of {@code ttl} a lifetime is shortened at random at most, so that what was stored together
 *     does not end together; 0 to 0.5
 * @param absenceTtl how long a known absence may be answered; more than zero, at most {@code ttl}
 * @param earlyRefresh the factor beta of XFetch (Vattani, Chierichetti, Lowenstein, <i>Optimal Probabilistic Cache Stampede
 *     Prevention</i>, VLDB 2015): 0 for never, 1 as in the paper, more for earlier; at most 10
 * @param staleIfDown how long past its time a value may stand in while the database is down; zero for never
 * @param lockWait how long a load waits for another process that loads the same; longer than {@code loadDeadline}, or the
 *     wait is over before the load that it waits for
 * @param loadDeadline how long a load may take; no shorter than the repository's own bound
 * @param near how old a copy inside a process may be at most, 100 ms to the TTL; empty for no copies
 */
public record Region(
        String name,
        Duration ttl,
        double jitter,
        Duration absenceTtl,
        double earlyRefresh,
        Duration staleIfDown,
        Duration lockWait,
        Duration loadDeadline,
        Optional<Duration> near) {
    /** How much longer than the load deadline a lease and a reservation last: time for the fill itself. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final Duration LEAST_NEAR = Duration.ofMillis(100);

    public Region {
        requireThat(ttl.isPositive(), name, "its TTL must be more than zero");
        requireThat(jitter >= 0 && jitter <= 0.5, name, "its jitter must be 0 to 0.5");
        requireThat(absenceTtl.isPositive(), name, "its TTL of absence must be more than zero");
        requireThat(absenceTtl.compareTo(ttl) <= 0, name, "an absence must not be remembered for longer than a value");
        requireThat(earlyRefresh >= 0 && earlyRefresh <= 10, name, "its early refresh factor must be 0 to 10");
        requireThat(!staleIfDown.isNegative(), name, "its time as a stand-in must not be negative");
        requireThat(loadDeadline.isPositive(), name, "its load deadline must be more than zero");
        requireThat(
                lockWait.compareTo(loadDeadline) > 0,
                name,
                "its lock wait must be longer than its load deadline, or waiters give up before the load is over");
        requireThat(
                near.isEmpty() || near.get().compareTo(LEAST_NEAR) >= 0,
                name,
                "its near bound must be at least 100 ms, or its copies are off whenever one question for news is late");
        requireThat(
                near.isEmpty() || near.get().compareTo(ttl) <= 0,
                name,
                "its near bound must not be longer than its TTL");
        CacheKey unused = new CacheKey(name, "0");
        requireThat(unused.region().equals(name), name, "its name must be a region's");
    }

    /** A region without copies inside the processes. */
    public Region(
            String name,
            Duration ttl,
            double jitter,
            Duration absenceTtl,
            double earlyRefresh,
            Duration staleIfDown,
            Duration lockWait,
            Duration loadDeadline) {
        this(name, ttl, jitter, absenceTtl, earlyRefresh, staleIfDown, lockWait, loadDeadline, Optional.empty());
    }

    /** The same with copies inside the processes, which may be that old. */
    public Region near(Duration bound) {
        return new Region(
                name, ttl, jitter, absenceTtl, earlyRefresh, staleIfDown, lockWait, loadDeadline, Optional.of(bound));
    }

    /** A region with the defaults of everything but its TTL. */
    public static Region of(String name, Duration ttl) {
        Duration absence = ttl.compareTo(Duration.ofSeconds(3)) < 0 ? ttl : Duration.ofSeconds(3);
        return new Region(
                name, ttl, 0.1, absence, 1.0, Duration.ofMinutes(10), Duration.ofSeconds(8), Duration.ofMillis(3_500));
    }

    public CacheKey key(Object id) {
        return new CacheKey(name, id.toString());
    }

    /** How long a lease or a reservation lasts. */
    Duration hold() {
        return loadDeadline.plus(GRACE);
    }

    /** How long a caller that joined another's load waits for it at most. */
    Duration patience() {
        return lockWait.plus(hold());
    }

    private static void requireThat(boolean holds, String region, String sentence) {
        if (!holds) {
            throw new InvalidValue("region " + region + ": " + sentence);
        }
    }
}
