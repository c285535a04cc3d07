package larder.contracts;

import java.time.Duration;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;

/** What the contract of a cache has to be told about the adapter under test. */
public interface CacheFixture {
    /** The cache, empty when a test begins. */
    Cache cache();

    /** The same cache as another process has it; the same object where no other process can. */
    Cache otherProcess();

    /** Removes all entries, by the server's own means and not through the port. */
    void flush();

    /** Removes an entry, and maybe others, as a lack of memory does, and not through the port. */
    void evict(CacheKey key);

    /** Lets at least that much of the cache's own time pass. */
    default void letPass(Duration span) {
        Patience.letPass(span);
    }
}
