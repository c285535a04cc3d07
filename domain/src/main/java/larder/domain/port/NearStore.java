package larder.domain.port;

import java.util.Optional;

/**
 * Where a process keeps copies of entries for itself. Which of them may be answered is not its business.
 *
 * <ul>
 *   <li>It MAY forget any copy at any time, and MUST do so before the copies take more memory than it was given.
 *   <li>A copy that is found MUST be the one that was kept last under its key.
 *   <li>No method waits for anything outside the process.
 * </ul>
 */
public interface NearStore {
    Optional<NearCopy> find(CacheKey key);

    void keep(CacheKey key, NearCopy copy);

    void forget(CacheKey key);

    /** Forgets all. A copy that is kept meanwhile MAY stay. */
    void clear();
}
