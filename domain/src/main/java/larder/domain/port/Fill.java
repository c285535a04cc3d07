package larder.domain.port;

import java.time.Duration;
import larder.domain.InvalidValue;

/**
 * A loaded value on its way into the cache.
 *
 * @param freshFor how long it may be answered, more than zero
 * @param staleFor how long after that it may stand in for a database that is down; zero for never
 * @param loadTime how long the database took
 */
public record Fill(
        CacheKey key, FillToken token, Content content, Duration freshFor, Duration staleFor, Duration loadTime) {
    public Fill {
        if (!freshFor.isPositive() || staleFor.isNegative() || loadTime.isNegative()) {
            throw new InvalidValue("an entry lives for more than zero, and no span of it is negative");
        }
    }

    /** How a fill ended. */
    public enum Outcome {
        STORED,
        REFUSED
    }
}
