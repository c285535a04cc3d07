package larder.application.readthrough;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Encoded;
import larder.domain.port.Lookup;
import larder.domain.port.RepositoryUnavailable;

/** Loads of a region that nobody waits for: values that are still fresh, early by chance or on time. */
final class Refreshes<K, V> {
    private final ReadThrough<K, V> region;
    private final double beta;
    private final Loader<K, V> loader;
    private final Caching caching;

    Refreshes(ReadThrough<K, V> region, double beta, Loader<K, V> loader, Caching caching) {
        this.region = region;
        this.beta = beta;
        this.loader = loader;
        this.caching = caching;
    }

    /** Begins one in the background if the dice say so. */
    void consider(K id, CacheKey key, CacheEntry entry) {
        if (!(entry.content() instanceof Encoded) || !isDue(entry)) {
            return;
        }
        try {
            caching.background().execute(() -> refresh(id, key, entry));
        } catch (RejectedExecutionException _) {
            // The process ends: the value is still fresh, and nobody needs the next one.
        }
    }

    /** Makes one, here and now, unless there is a value that stays fresh for longer than that; answers by how much it does. */
    Duration keepWarm(K id, CacheKey key, Duration unlessFreshFor) {
        Duration freshFor = freshFor(key);
        if (freshFor.compareTo(unlessFreshFor) <= 0) {
            freshFor = refreshed(id, key, unlessFreshFor);
        }
        return freshFor.minus(unlessFreshFor);
    }

    private boolean isDue(CacheEntry entry) {
        double draw = 1 - caching.random().nextDouble();
        double early = -Math.log(draw) * beta * entry.loadTime().toNanos();
        return early >= entry.freshFor().toNanos();
    }

    private void refresh(K id, CacheKey key, CacheEntry entry) {
        try {
            refreshed(id, key, entry.freshFor());
        } catch (RepositoryUnavailable | Overloaded _) {
            // Counted where it happened. The value is still fresh, and a later reader tries again.
        }
    }

    /** For how long the value is fresh that was loaded, here or elsewhere; zero when none was. In doubt nothing is stored. */
    private Duration refreshed(K id, CacheKey key, Duration unlessFreshFor) {
        if (caching.freshness().inDoubt()) {
            return Duration.ZERO;
        }
        try {
            return switch (region.flights().flyAlone(key, () -> loader.refresh(id, key, unlessFreshFor))) {
                case SingleFlight.Flown.Led<Loaded>(Loaded loaded) -> {
                    // The copy of what was refreshed has little time left, and would have it refreshed again and again.
                    caching.near().ifPresent(near -> near.drop(List.of(key)));
                    yield loaded.freshFor();
                }
                case SingleFlight.Flown.Joined<Loaded> _, SingleFlight.Flown.Nothing<Loaded> _ -> Duration.ZERO;
            };
        } catch (RepositoryUnavailable unavailable) {
            region.databaseFailed();
            throw unavailable;
        }
    }

    /** Zero when there is nothing to be answered; what cannot be read is taken out, so that it is in nobody's way. */
    private Duration freshFor(CacheKey key) {
        return switch (caching.cache().read(key)) {
            case Lookup.Found(CacheEntry entry) when region.readable(entry.content()) -> entry.freshFor();
            case Lookup.Missing _ -> Duration.ZERO;
            case Lookup.Found _, Lookup.Unreadable _ -> {
                caching.cache().invalidate(List.of(key));
                yield Duration.ZERO;
            }
        };
    }
}
