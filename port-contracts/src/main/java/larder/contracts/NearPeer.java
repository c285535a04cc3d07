package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import larder.application.freshness.Freshness;
import larder.application.near.NearCache;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Caching;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.domain.port.Cache;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.LoadLock;

/**
 * A process that keeps copies, and asks for news when it is told to. Its time runs when it is told to.
 *
 * @param steps its way to the cache, which can be held up
 * @param feed its way to the feed, which can be cut off
 * @param proven what it takes for proven of the changes
 */
public record NearPeer(
        ReadThrough<String, String> reads,
        NearCache near,
        Caching caching,
        GatedCache steps,
        FailingFeed feed,
        ShelfNearStore store,
        FakeTicker ticker,
        AtomicReference<OptionalLong> proven,
        RecordingCacheStats stats) {
    /** How old a copy may be. */
    public static final Duration BOUND = Duration.ofMillis(250);

    /** A peer whose cache is not in doubt. */
    public static NearPeer of(Cache cache, LoadLock lock, InvalidationFeed feed, ShelfSource database) {
        FakeTicker ticker = new FakeTicker();
        return of(cache, lock, feed, database, ticker, Freshness.unwatched(ticker));
    }

    public static NearPeer of(
            Cache cache,
            LoadLock lock,
            InvalidationFeed shared,
            ShelfSource database,
            FakeTicker ticker,
            Freshness freshness) {
        Peer.Plan plan = Peer.Plan.USUAL;
        Region region = plan.region().near(BOUND);
        RecordingCacheStats stats = new RecordingCacheStats();
        FailingFeed feed = new FailingFeed(shared);
        ShelfNearStore store = new ShelfNearStore();
        AtomicReference<OptionalLong> proven = new AtomicReference<>(OptionalLong.empty());
        NearCache near = new NearCache(store, feed, proven::get, freshness::lastLost, stats, ticker);
        GatedCache steps = new GatedCache(cache);
        Caching caching = new Caching(
                        steps,
                        lock,
                        plan.loadLimit(),
                        stats,
                        ticker,
                        Thread::sleep,
                        plan.random(),
                        Thread::startVirtualThread)
                .with(freshness)
                .with(near);
        ReadThrough<String, String> reads = new ReadThrough<>(region, plan.codec(), database.source(), caching);
        return new NearPeer(reads, near, caching, steps, feed, store, ticker, proven, stats);
    }

    /** Asks for news, which must be answered. */
    public void follow() {
        near.follow();
    }

    /** Asks for news in vain. */
    public void followInVain() {
        assertThrows(CacheUnavailable.class, near::follow);
    }

    /** Reads until a copy of it answers. */
    public void copies(String id, String text) {
        reads.get(id);
        reads.get(id);
        answers(id, text, Provenance.Source.NEAR);
    }

    /** Reads, and makes sure of the text and of where it came from. */
    public void answers(String id, String text, Provenance.Source source) {
        Answer<String> answer = reads.get(id);
        assertEquals(text, Peer.textOf(answer));
        assertEquals(source, answer.provenance().source());
    }

    public String get(String id) {
        return Peer.textOf(reads.get(id));
    }

    public void invalidate(String id) {
        reads.invalidate(List.of(id));
    }
}
