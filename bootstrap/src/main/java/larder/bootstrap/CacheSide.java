package larder.bootstrap;

import java.util.Optional;
import larder.domain.port.Cache;
import larder.domain.port.HealthCheck;
import larder.domain.port.LoadLock;

/**
 * What was chosen to stand in front of the database.
 *
 * @param health empty for a cache that cannot be away
 */
record CacheSide(Cache cache, LoadLock loadLock, Optional<HealthCheck> health, Runnable close) {}
