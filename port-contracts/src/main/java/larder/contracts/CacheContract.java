package larder.contracts;

import org.junit.jupiter.api.Timeout;

/**
 * What every {@link larder.domain.port.Cache} must do. A test of an adapter extends it and answers the questions of {@link
 * CacheFixture}; it begins each test with an empty cache.
 */
@Timeout(60)
public abstract class CacheContract
        implements CacheReads,
                CacheReservations,
                CacheVacancies,
                CacheReleases,
                CacheFills,
                CacheInvalidations,
                CacheVersions,
                CacheClearings,
                CacheRaces,
                CacheDuels {}
