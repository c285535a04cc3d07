package larder.application.readthrough;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
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
        Regions regions) {
    /** With no region yet. */
    public Caching(
            Cache cache,
            LoadLock loadLock,
            LoadLimit loadLimit,
            CacheStats stats,
            Ticker ticker,
            Sleeper sleeper,
            RandomGenerator random,
            Executor background) {
        this(cache, loadLock, loadLimit, stats, ticker, sleeper, random, background, new Regions());
    }
}
