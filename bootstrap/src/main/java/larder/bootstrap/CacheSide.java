package larder.bootstrap;

import java.util.Optional;
import larder.adapter.memory.InMemory;
import larder.domain.port.Cache;
import larder.domain.port.HealthCheck;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.LoadLock;
import larder.domain.port.RateLimit;
import larder.domain.port.SessionStore;
import larder.domain.port.ViewBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was chosen to stand in front of the database, and what is kept there besides.
 *
 * @param views where views wait to be counted; takes none where nothing outlives the process
 * @param health empty for a cache that cannot be away
 * @param feed what processes tell each other of forgotten entries; empty where no process keeps copies of them
 */
record CacheSide(
        Cache cache,
        LoadLock loadLock,
        ViewBuffer views,
        SessionStore sessions,
        RateLimit rateLimit,
        Optional<HealthCheck> health,
        Optional<InvalidationFeed> feed,
        Runnable close) {
    private static final Logger LOG = LoggerFactory.getLogger(CacheSide.class);

    /** One that keeps nothing but entries. */
    static CacheSide ofEntries(Cache cache, LoadLock loadLock, Optional<HealthCheck> health, Runnable close) {
        LOG.info("Sessions are kept in this process alone: they end with it, and no other instance knows them");
        return new CacheSide(
                cache,
                loadLock,
                InMemory.noViewBuffer(),
                InMemory.sessions(System::nanoTime),
                InMemory.rateLimit(System::nanoTime),
                health,
                Optional.empty(),
                close);
    }
}
