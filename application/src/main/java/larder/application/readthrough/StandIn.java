package larder.application.readthrough;

import java.time.Duration;
import java.util.Optional;
import larder.domain.port.CacheEntry;

/**
 * A value past its time, kept at hand in case the database is down.
 *
 * @param look when the cache was asked for it
 */
record StandIn(CacheEntry entry, Look look) {
    /** Where an answer with it comes from; empty once it may not stand in any more. */
    Optional<Provenance> provenance(long now, Duration hold) {
        Duration since = Duration.ofNanos(now - look.at());
        if (entry.staleFor().compareTo(since) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Provenance(
                Provenance.Source.STALE,
                entry.freshFor().minus(since),
                Duration.ofNanos(now - look.begun(entry)),
                Duration.ofNanos(now - look.current(entry, hold))));
    }
}
