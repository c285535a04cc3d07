package larder.bootstrap;

import java.util.Optional;
import larder.domain.port.Cache;
import larder.domain.port.HealthCheck;
import larder.domain.port.LoadLock;
import larder.domain.port.ViewBuffer;

/**
 * What was chosen to stand in front of the database.
 *
 * @param views where views wait to be counted; takes none where nothing outlives the process
 * @param health empty for a cache that cannot be away
 */
record CacheSide(Cache cache, LoadLock loadLock, ViewBuffer views, Optional<HealthCheck> health, Runnable close) {}
