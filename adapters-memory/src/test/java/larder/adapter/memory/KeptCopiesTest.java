package larder.adapter.memory;

import java.util.List;
import java.util.Map;
import larder.application.readthrough.Provenance.Source;
import larder.contracts.LocalFeed;
import larder.contracts.NearPeer;
import larder.contracts.ShelfSource;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;
import org.junit.jupiter.api.Test;

/** Copies of an entry that shows a change already, in another process than the one that hears of the change. */
final class KeptCopiesTest {
    private final Cache cache = InMemory.cache(new InMemoryConfig(64L << 20), System::nanoTime);
    private final LoadLock lock = InMemory.loadLock(System::nanoTime);
    private final LocalFeed feed = new LocalFeed();
    private final ShelfSource database = new ShelfSource();

    /** Its writer died before it could tell anybody. */
    @Test
    void an_older_copy_goes_though_the_entry_stays() {
        NearPeer relaying = NearPeer.of(cache, lock, feed, database);
        NearPeer copying = NearPeer.of(cache, lock, feed, database);
        database.put("1", "old");
        copying.follow();
        copying.copies("1", "old");
        long version = database.put("1", "new").version();
        CacheKey key = new CacheKey("thing", "1");
        cache.invalidate(List.of(key));
        relaying.answers("1", "new", Source.LOADED_STORED);
        copying.answers("1", "old", Source.NEAR);
        relaying.caching().forgetting().forget(List.of(), Map.of(key, version));
        copying.follow();
        copying.answers("1", "new", Source.HIT);
    }
}
