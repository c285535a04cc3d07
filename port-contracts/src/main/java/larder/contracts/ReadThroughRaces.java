package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What reading through the cache must come to on any cache and any lock: races between processes, a cache or a database that
 * is away, loads that are shared, refreshed, shed. A test of an adapter extends it and says how its server is reached. Names
 * that begin with R and a number are of schedules that caches are known to fail.
 */
@Timeout(60)
public abstract class ReadThroughRaces
        implements OvertakenFills,
                Writes,
                WriteThroughs,
                LostOwners,
                CacheAway,
                Formats,
                SharedLoads,
                StandIns,
                EarlyRefreshes,
                WarmValues,
                Batches {
    // The adapter is asked for its cache and its lock when a test runs, not while this is made.
    @SuppressWarnings("this-escape")
    private final Fleet fleet = new Fleet(this::cache, this::loadLock);

    @Override
    public final Fleet fleet() {
        return fleet;
    }

    /** How many locks are held now, or kept in memory although nobody holds them. */
    protected abstract int locksLeft();

    @AfterEach
    final void no_lock_and_no_refresh_is_left() {
        fleet.close();
        assertEquals(0, locksLeft(), "locks are left");
    }
}
