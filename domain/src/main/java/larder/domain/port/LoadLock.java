package larder.domain.port;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock over all processes that share a cache, for those who wait until another has loaded what they miss: its holder
 * watches the entry, the others sleep. It saves work and nothing else: it may be held twice after a fault, and nothing MUST be
 * correct because of it.
 *
 * <ul>
 *   <li>Of the callers that ask for a key at the same time, one MUST get it, as long as no lease runs out and no server fails.
 *   <li>When a holder lets go, waiters MUST be woken, and one of them MUST get it.
 *   <li>A lease that its holder never closes MUST end by itself after {@code lease}.
 *   <li>Locks of different keys MUST NOT hold each other up.
 * </ul>
 */
public interface LoadLock {
    /**
     * Takes the lock of a key. The thread that gets a lease is the one that closes it.
     *
     * @param wait how long to wait for another holder; zero for not at all
     * @param lease how long the lock is held at most
     * @return empty when {@code wait} is over
     * @throws LockUnavailable when the lock service does not answer within its bound
     */
    Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease);

    /** A lock that is held. */
    interface Lease extends AutoCloseable {
        /** Nothing held, nothing to let go. */
        Lease NONE = () -> {};

        /** Lets go. MUST NOT throw, MUST NOT free a lock that another holds by now, and may be called once the lease is over. */
        @Override
        void close();
    }
}
