package larder.application.readthrough;

import java.time.Duration;
import java.util.Optional;
import larder.application.near.NearCache;
import larder.application.near.NearCache.Found;
import larder.application.readthrough.Provenance.Source;
import larder.domain.InvalidValue;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.NearCopy;
import larder.domain.port.Ticker;

/** The copies of one region inside this process; none where the region is not near. */
final class Near {
    private final Optional<NearCache> copies;
    private final Duration hold;
    private final Ticker ticker;

    private Near(Optional<NearCache> copies, Duration hold, Ticker ticker) {
        this.copies = copies;
        this.hold = hold;
        this.ticker = ticker;
    }

    static Near of(Region region, Caching caching) {
        if (region.near().isEmpty()) {
            return new Near(Optional.empty(), region.hold(), caching.ticker());
        }
        NearCache copies = caching.near()
                .orElseThrow(
                        () -> new InvalidValue(
                                "region " + region.name()
                                        + ": it cannot be near, since this cache has no feed that tells other processes what is forgotten"));
        copies.admit(region.name(), region.near().get());
        return new Near(Optional.of(copies), region.hold(), caching.ticker());
    }

    /** An entry that may be answered, as it is now, and where it comes from. */
    Optional<Hit> find(CacheKey key) {
        if (copies.isEmpty()) {
            return Optional.empty();
        }
        Optional<Found> found = copies.get().find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Hit hit = hit(found.get());
        return hit.entry().isFresh() ? Optional.of(hit) : Optional.empty();
    }

    /** To be asked before the cache is. */
    long stamp(CacheKey key) {
        return copies.isPresent() ? copies.get().stamp(key) : 0;
    }

    /** Keeps what the cache answered, while it is fresh. */
    void keep(CacheKey key, CacheEntry entry, Look look, long stamp) {
        if (copies.isPresent() && entry.isFresh()) {
            copies.get().keep(key, new NearCopy(entry, look.at(), look.current(entry, hold), stamp));
        }
    }

    private Hit hit(Found found) {
        NearCopy copy = found.copy();
        CacheEntry entry = copy.entry();
        long now = ticker.nanos();
        Duration since = Duration.ofNanos(now - copy.at());
        CacheEntry aged = new CacheEntry(
                entry.content(),
                entry.freshFor().minus(since),
                entry.staleFor().minus(since),
                entry.age().plus(since),
                entry.loadTime());
        long current = found.proven().isPresent() && found.proven().getAsLong() - copy.current() > 0
                ? found.proven().getAsLong()
                : copy.current();
        Duration age = aged.age().plus(aged.loadTime());
        return new Hit(aged, new Provenance(Source.NEAR, aged.freshFor(), age, Duration.ofNanos(now - current)));
    }

    /** A copy that is answered. */
    record Hit(CacheEntry entry, Provenance provenance) {}
}
