package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larder.application.readthrough.Caching;
import larder.application.readthrough.ReadThrough;
import larder.contracts.LocalFeed;
import larder.contracts.NearContract;
import larder.contracts.NearPeer;
import larder.contracts.Peer;
import larder.contracts.RecordingCacheStats;
import larder.contracts.ShelfSource;
import larder.domain.InvalidValue;
import larder.domain.port.Cache;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.LoadLock;
import org.junit.jupiter.api.Test;

/** Copies in two processes, of which the test's own process plays both. */
final class InMemoryNearTest extends NearContract {
    private final Cache cache = InMemory.cache(new InMemoryConfig(64L << 20), System::nanoTime);
    private final LoadLock lock = InMemory.loadLock(System::nanoTime);
    private final LocalFeed feed = new LocalFeed();
    private final ShelfSource database = new ShelfSource();

    @Override
    public Cache cache(int process) {
        return cache;
    }

    @Override
    public LoadLock loadLock(int process) {
        return lock;
    }

    @Override
    public InvalidationFeed feed(int process) {
        return feed;
    }

    @Override
    public void lose() {
        feed.lose();
    }

    @Override
    public ShelfSource database() {
        return database;
    }

    @Test
    void a_near_region_without_a_feed_is_refused() {
        Peer.Plan plan = Peer.Plan.USUAL;
        Caching caching = new Caching(
                cache,
                lock,
                plan.loadLimit(),
                new RecordingCacheStats(),
                System::nanoTime,
                Thread::sleep,
                plan.random(),
                Runnable::run);
        InvalidValue refused = assertThrows(
                InvalidValue.class,
                () -> new ReadThrough<>(plan.region().near(NearPeer.BOUND), plan.codec(), database.source(), caching));
        assertTrue(String.valueOf(refused.getMessage()).contains("no feed"), refused.getMessage());
    }
}
