package larder.application.readthrough;

import java.time.Duration;
import java.util.Optional;
import larder.domain.port.CacheEntry;

/**
 * A value past its time, kept at hand in case the database is down.
 *
 * @param looked the reading of the ticker just before the cache was asked for it
 */
record StandIn(CacheEntry entry, long looked) {
    /** Where an answer with it comes from; empty once it may not stand in any more. */
    Optional<Provenance> provenance(long now) {
        Duration since = Duration.ofNanos(now - looked);
        if (entry.staleFor().compareTo(since) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Provenance(
                Provenance.Source.STALE,
                entry.freshFor().minus(since),
                entry.age().plus(since)));
    }
}
