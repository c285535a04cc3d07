package larder.contracts;

import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;

/** What the races have to be told about the cache and the lock under them. */
public interface ReadThroughFixture {
    /** The cache as that process has it, 0 to 2; all of them share its entries. Empty when a test begins. Lives in real time. */
    Cache cache(int process);

    /** The lock as that process has it, 0 to 2; all of them share it. */
    LoadLock loadLock(int process);

    /** Removes an entry, and maybe others, as a lack of memory does, and not through the port. */
    void evict(CacheKey key);

    /** Removes all entries, by the server's own means and not through the port. */
    void flush();

    /** The processes of this test. */
    Fleet fleet();
}
