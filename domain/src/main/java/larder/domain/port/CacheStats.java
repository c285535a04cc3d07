package larder.domain.port;

import java.time.Duration;

/** Where the core reports what its caches do. A method MUST be cheap, MUST NOT throw and may be called by many threads at once. */
public interface CacheStats {
    /** Counts an event of a region. */
    void count(String region, CacheEvent event);

    /** Notes how long the database took for a load that succeeded. */
    void loaded(String region, Duration took);
}
