package larder.contracts;

import larder.domain.port.Cache;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.LoadLock;

/** What the tests of copies have to be told about the cache and the feed under them. */
public interface NearFixture {
    /** The cache as that process has it, 0 or 1. Empty when a test begins. */
    Cache cache(int process);

    /** The lock as that process has it, 0 or 1. */
    LoadLock loadLock(int process);

    /** The feed as that process has it, 0 or 1. */
    InvalidationFeed feed(int process);

    /** Has the feed lose all that it knows, not through the port. */
    void lose();

    /** The database of this test. */
    ShelfSource database();

    default NearPeer peer(int process) {
        return NearPeer.of(cache(process), loadLock(process), feed(process), database());
    }
}
