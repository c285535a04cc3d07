package larder.domain.port;

import java.time.Duration;

/**
 * What a cache found, with its clocks as the cache itself counts them.
 *
 * @param content what is remembered
 * @param freshFor how long it may still be answered without a thought; zero or less when only as a stand-in for a database
 *     that is down
 * @param staleFor how long it may still stand in; never less than {@code freshFor}, and more than zero
 * @param age how long ago it was stored
 * @param loadTime how long the database took for it
 */
public record CacheEntry(Content content, Duration freshFor, Duration staleFor, Duration age, Duration loadTime) {
    public boolean isFresh() {
        return freshFor.isPositive();
    }
}
