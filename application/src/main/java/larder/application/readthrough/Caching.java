package larder.application.readthrough;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import larder.application.freshness.Freshness;
import larder.domain.port.Cache;
import larder.domain.port.CacheStats;
import larder.domain.port.LoadLock;
import larder.domain.port.Sleeper;
import larder.domain.port.Ticker;

/**
 * What all regions of a process share.
 *
 * @param background runs early refreshes, each on a thread of its own; must not run them on the caller's
 * @param regions those that were made with this
 * @param freshness what is known of how the cache follows the database
 */
public record Caching(
        Cache cache,
        LoadLock loadLock,
        LoadLimit loadLimit,
        CacheStats stats,
        Ticker ticker,
        Sleeper sleeper,
        RandomGenerator random,
        Executor background,
        Regions regions,
        Freshness freshness) {
    /** With no region yet, and no relay of changes. */
    public Caching(
            Cache cache,
            LoadLock loadLock,
            LoadLimit loadLimit,
            CacheStats stats,
            Ticker ticker,
            Sleeper sleeper,
            RandomGenerator random,
            Executor background) {
        this(
                cache,
                loadLock,
                loadLimit,
                stats,
                ticker,
                sleeper,
                random,
                background,
                new Regions(),
                Freshness.unwatched(ticker));
    }

    /** The same for a region that no change of the database touches, and that is answered for as long as its time lasts. */
    public Caching unwatched() {
        return with(Freshness.unwatched(ticker));
    }

    public Caching with(Freshness other) {
        return new Caching(cache, loadLock, loadLimit, stats, ticker, sleeper, random, background, regions, other);
    }
}
