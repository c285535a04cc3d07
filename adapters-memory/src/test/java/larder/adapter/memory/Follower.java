package larder.adapter.memory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import larder.application.freshness.Dependencies;
import larder.application.freshness.Freshness;
import larder.application.freshness.Relay;
import larder.application.near.Forgetting;
import larder.application.query.QueryResults;
import larder.application.query.Tables;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.contracts.FailingCache;
import larder.contracts.FakeTicker;
import larder.contracts.FixedRandom;
import larder.contracts.GatedCache;
import larder.contracts.Peer;
import larder.contracts.RecordingCacheStats;
import larder.contracts.RecordingRelayNotices;
import larder.contracts.ShelfChangeLog;
import larder.contracts.ShelfSource;
import larder.contracts.TextCodec;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Change;
import larder.domain.port.LoadLock.Lease;
import larder.domain.port.Query;
import larder.domain.port.Versioned;

/**
 * A process that follows the changes of a database, and the others beside it. Time passes only when a test lets it; the relay
 * works when it is told to.
 */
final class Follower {
    static final String TABLE = "things";
    private static final Region THINGS = Region.of("thing", Duration.ofMinutes(5));

    private static final Dependencies ON_THINGS = Dependencies.none()
            .on(
                    TABLE,
                    row -> List.of(new CacheKey("thing", row.id()), new CacheKey("table", TABLE)),
                    List.of(new CacheKey("table", TABLE)),
                    List.of("thing"));

    final World world;
    final FailingCache cache;
    final GatedCache steps;
    final Freshness freshness;
    final RecordingRelayNotices notices = new RecordingRelayNotices();
    final RecordingCacheStats stats = new RecordingCacheStats();
    final Relay relay;
    final ReadThrough<String, String> things;
    final QueryResults<String> queries;

    private Follower(World world) {
        this.world = world;
        cache = new FailingCache(world.shared);
        steps = new GatedCache(cache);
        freshness = Freshness.watched(world.ticker);
        relay = new Relay(
                world.log,
                new Forgetting(cache, Optional.empty()),
                ON_THINGS,
                freshness,
                notices,
                world.ticker,
                Thread.ofPlatform().name("relay").factory());
        Caching caching = new Caching(
                        steps,
                        (_, _, _) -> Optional.of(Lease.NONE),
                        new LoadLimit(100, Duration.ofSeconds(10)),
                        stats,
                        world.ticker,
                        Thread::sleep,
                        new FixedRandom(),
                        task -> Thread.ofVirtual().start(task))
                .with(freshness);
        things = new ReadThrough<>(THINGS, new TextCodec("text/1"), world.database.source(), caching);
        queries = new QueryResults<>(
                Region.of("query", Duration.ofMinutes(2)),
                new TextCodec("text/1"),
                new Tables(caching, RandomGenerator.getDefault()),
                caching);
    }

    String get(String id) {
        return Peer.textOf(things.get(id));
    }

    Answer<String> ask(String id) {
        return things.get(id);
    }

    /** A query that the database is to answer after the generation of its table was made, which asks nobody. */
    Query<String> query() {
        return new Query<>(
                "0123456789abcdef".repeat(4),
                Set.of(TABLE),
                () -> world.database.source().one().apply("1").orElseThrow().value());
    }

    /** Writes as a use case does: to the database, which records it, then to the cache. */
    void write(String id, String text) {
        world.changeBehind(id, text);
        things.invalidate(List.of(id));
    }

    /** Writes through the cache, and the database records it. */
    void writeThrough(String id, String text) {
        things.writeThrough(id, () -> Optional.of(world.changeBehind(id, text)));
    }

    /** Goes on until the relay has nothing to do and has proven it. */
    Follower follow() {
        while (relay.round().isZero()) {
            // A batch was applied, and another may wait.
        }
        return this;
    }

    /** What all processes share. */
    static final class World {
        final FakeTicker ticker = new FakeTicker();
        final ShelfChangeLog log = new ShelfChangeLog();
        final ShelfSource database = new ShelfSource();
        final Cache shared = InMemory.cache(new InMemoryConfig(1 << 20), ticker);

        /** A process whose relay has not looked yet. */
        Follower process() {
            return new Follower(this);
        }

        /** A process that has proven that nothing waits. */
        Follower following() {
            Follower follower = process().follow();
            pass(Duration.ofMillis(1));
            return follower;
        }

        /** Changes a row by SQL, behind the backs of all. */
        Versioned<String> changeBehind(String id, String text) {
            Versioned<String> changed = database.put(id, text);
            log.record(row(id, OptionalLong.of(changed.version())));
            return changed;
        }

        /** Deletes a row by SQL. */
        void deleteBehind(String id) {
            database.remove(id);
            log.record(row(id));
        }

        void pass(Duration span) {
            ticker.advance(span);
        }
    }

    /** A change that whatever is cached of the row does not show. */
    static Change row(String id) {
        return row(id, OptionalLong.empty());
    }

    static Change row(String id, OptionalLong version) {
        return new Change.Row(TABLE, id, version, Optional.empty(), Optional.empty());
    }
}
