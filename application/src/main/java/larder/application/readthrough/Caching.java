package larder.application.readthrough;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import larder.application.freshness.Freshness;
import larder.application.near.Forgetting;
import larder.application.near.NearCache;
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
 * @param near copies inside this process; empty where no feed tells what is forgotten
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
        Freshness freshness,
        Optional<NearCache> near) {
    /** With no region yet, no relay of changes, and no copies. */
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
                Freshness.unwatched(ticker),
                Optional.empty());
    }

    /** The same for a region that no change of the database touches, and that is answered for as long as its time lasts. */
    public Caching unwatched() {
        return with(Freshness.unwatched(ticker));
    }

    public Caching with(NearCache copies) {
        return new Caching(
                cache,
                loadLock,
                loadLimit,
                stats,
                ticker,
                sleeper,
                random,
                background,
                regions,
                freshness,
                Optional.of(copies));
    }

    /** How entries are forgotten, by the cache and by every process's copies. */
    public Forgetting forgetting() {
        return new Forgetting(cache, near);
    }

    public Caching with(Freshness other) {
        return new Caching(
                cache, loadLock, loadLimit, stats, ticker, sleeper, random, background, regions, other, near);
    }
}
