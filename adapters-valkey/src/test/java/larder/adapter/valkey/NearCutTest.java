package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import larder.application.near.NearCache;
import larder.application.near.NearFollower;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Caching;
import larder.application.readthrough.Provenance.Source;
import larder.application.readthrough.ReadThrough;
import larder.contracts.NearPeer;
import larder.contracts.Patience;
import larder.contracts.Peer;
import larder.contracts.RecordingCacheStats;
import larder.contracts.ShelfNearStore;
import larder.contracts.ShelfSource;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.port.CacheEvent;
import larder.domain.port.NearNotices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** R7 in real time: a process whose way to the server is cut, between others that go on writing. */
@Timeout(60)
final class NearCutTest {
    private final ValkeyServer server = ValkeyServer.start();
    private final TcpProxy proxy = TcpProxy.inFrontOf(server);
    private final ShelfSource database = new ShelfSource();
    private final Following reader = new Following(Opened.at(proxy.url() + "?deadline=100"), database);
    private final Following writer = new Following(Opened.patient(server.url()), database);

    @AfterEach
    void close() {
        reader.close();
        writer.close();
        proxy.close();
        server.close();
    }

    @Test
    void R7_cut_off_it_answers_nothing_older_than_the_bound() {
        nothingOlder(proxy::cut);
    }

    @Test
    void R7_in_a_black_hole_it_answers_nothing_older_than_the_bound() {
        nothingOlder(proxy::blackhole);
    }

    @Test
    void R7_with_slow_news_it_answers_nothing_older_than_the_bound() {
        nothingOlder(() -> proxy.delay(Duration.ofMillis(60)));
    }

    @Test
    void R7_between_writes_that_go_on_no_read_is_older_than_the_bound() {
        int fromCopies = 0;
        for (int write = 0; write < 60; write++) {
            database.put("1", "v" + write);
            writer.invalidate();
            long acknowledged = System.nanoTime();
            while (System.nanoTime() - acknowledged < Duration.ofMillis(20).toNanos()) {
                long begun = System.nanoTime();
                Answer<String> answer = reader.reads().get("1");
                fromCopies += answer.provenance().source() == Source.NEAR ? 1 : 0;
                int seen = Integer.parseInt(Peer.textOf(answer).substring(1));
                // Thirteen writes of 20 ms and more are 250 ms at least.
                assertTrue(write - seen <= 13, () -> "a read at " + begun + " was older than the bound");
            }
        }
        assertTrue(fromCopies > 100, "copies answered only " + fromCopies);
    }

    private void nothingOlder(Runnable fault) {
        database.put("1", "old");
        Patience.until(
                "a copy answers", () -> reader.reads().get("1").provenance().source() == Source.NEAR);
        fault.run();
        database.put("1", "new");
        writer.invalidate();
        long acknowledged = System.nanoTime();
        long lastOld = acknowledged;
        while (System.nanoTime() - acknowledged < Duration.ofSeconds(1).toNanos()) {
            long begun = System.nanoTime();
            if (Peer.textOf(reader.reads().get("1")).equals("old")) {
                lastOld = begun;
            }
        }
        long late = Duration.ofNanos(lastOld - acknowledged).toMillis();
        assertTrue(late < NearPeer.BOUND.toMillis(), () -> "the old value was answered " + late + " ms after");
        proxy.restore();
        Patience.until(
                "a copy answers again",
                () -> reader.reads().get("1").provenance().source() == Source.NEAR);
        assertEquals("new", Peer.textOf(reader.reads().get("1")));
    }

    /** One with a thread that follows. */
    private record Following(
            Opened opened, ReadThrough<String, String> reads, NearFollower follower, RecordingCacheStats stats)
            implements AutoCloseable {
        Following(Opened opened, ShelfSource database) {
            this(opened, database, new RecordingCacheStats());
        }

        private Following(Opened opened, ShelfSource database, RecordingCacheStats stats) {
            this(
                    opened,
                    database,
                    stats,
                    new NearCache(
                            new ShelfNearStore(),
                            opened.valkey().feed(),
                            OptionalLong::empty,
                            OptionalLong::empty,
                            stats,
                            System::nanoTime));
        }

        private Following(Opened opened, ShelfSource database, RecordingCacheStats stats, NearCache near) {
            this(
                    opened,
                    reads(opened, database, stats, near),
                    new NearFollower(
                            near,
                            new NearNotices() {
                                @Override
                                public void silent(RuntimeException why) {}

                                @Override
                                public void heard() {}
                            },
                            System::nanoTime,
                            Thread.ofPlatform().daemon().factory()),
                    stats);
            follower.start();
        }

        private static ReadThrough<String, String> reads(
                Opened opened, ShelfSource database, RecordingCacheStats stats, NearCache near) {
            Peer.Plan plan = Peer.Plan.USUAL;
            Caching caching = new Caching(
                    opened.cache(),
                    opened.loadLock(),
                    plan.loadLimit(),
                    stats,
                    System::nanoTime,
                    Thread::sleep,
                    plan.random(),
                    Thread::startVirtualThread);
            return new ReadThrough<>(
                    plan.region().near(NearPeer.BOUND), plan.codec(), database.source(), caching.with(near));
        }

        void invalidate() {
            reads.invalidate(List.of("1"));
            assertEquals(0, stats.of(CacheEvent.INVALIDATION_LOST));
        }

        @Override
        public void close() {
            follower.close();
            opened.close();
        }
    }
}
