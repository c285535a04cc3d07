package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.application.report.Reports;
import larder.application.report.Warming;
import larder.contracts.FixedRandom;
import larder.contracts.Gate;
import larder.contracts.Patience;
import larder.contracts.RecordingCacheStats;
import larder.domain.port.CacheEvent;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.report.WeeklySales;
import org.junit.jupiter.api.Test;

/** The loop that keeps reports warm: when it works, when it rests, and how it ends. */
final class WarmingTest {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final WeeklySales NOTHING = new WeeklySales(List.of());

    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicReference<Supplier<WeeklySales>> database = new AtomicReference<>(() -> NOTHING);
    private final RecordingCacheStats stats = new RecordingCacheStats();
    private final List<RuntimeException> complaints = new CopyOnWriteArrayList<>();

    @Test
    void it_computes_at_once_and_rests_until_the_next_is_due() {
        Duration rest = warming(Duration.ofSeconds(12)).round();
        assertEquals(1, computed.get());
        assertTrue(
                rest.compareTo(Duration.ofSeconds(11)) > 0 && rest.compareTo(Duration.ofSeconds(12)) <= 0,
                rest::toString);
    }

    @Test
    void it_computes_again_and_again_until_it_is_closed() {
        Warming warming = warming(Duration.ofMillis(10));
        warming.start();
        Patience.until("a few are computed", () -> computed.get() >= 4);
        warming.close();
        int last = computed.get();
        Patience.letPass(Duration.ofMillis(50));
        assertEquals(last, computed.get());
        assertEquals(List.of(), complaints);
    }

    @Test
    void a_database_that_is_away_is_tried_again_and_nobody_is_bothered() {
        database.set(() -> {
            throw new RepositoryUnavailable("away on purpose", new IllegalStateException());
        });
        Warming warming = warming(Duration.ofSeconds(12));
        assertEquals(PAUSE, warming.round());
        assertEquals(1, stats.of(CacheEvent.LOAD_FAILED));
        database.set(() -> NOTHING);
        assertTrue(warming.round().compareTo(PAUSE) > 0);
        assertEquals(List.of(), complaints);
    }

    @Test
    void what_never_should_have_happened_is_told_and_does_not_end_it() {
        database.set(() -> {
            throw new IllegalStateException("a mistake");
        });
        Warming warming = warming(Duration.ofMillis(10));
        warming.start();
        Patience.until("it goes on", () -> complaints.size() >= 2);
        assertEquals("a mistake", complaints.getFirst().getMessage());
        database.set(() -> NOTHING);
        int before = computed.get();
        Patience.until("it computes again", () -> computed.get() > before + 1);
        warming.close();
    }

    @Test
    void it_ends_while_the_database_hangs() {
        Gate gate = new Gate("never");
        database.set(() -> {
            try {
                gate.pass();
                return NOTHING;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new RepositoryUnavailable("interrupted", interrupted);
            }
        });
        Warming warming = warming(Duration.ofSeconds(12));
        warming.start();
        gate.awaitArrivals(1);
        assertTimeoutPreemptively(Duration.ofSeconds(2), warming::close);
        assertEquals(List.of(), complaints);
    }

    @Test
    void one_that_was_never_begun_may_be_closed() {
        warming(Duration.ofSeconds(12)).close();
        assertEquals(0, computed.get());
    }

    private Warming warming(Duration every) {
        Region region = new Region(
                "sales",
                TTL,
                0,
                Duration.ofSeconds(3),
                0,
                Duration.ofDays(1),
                Duration.ofSeconds(8),
                Duration.ofSeconds(3));
        Caching caching = new Caching(
                InMemory.cache(new InMemoryConfig(1 << 20), System::nanoTime),
                InMemory.loadLock(System::nanoTime),
                new LoadLimit(1, Duration.ZERO),
                stats,
                System::nanoTime,
                Thread::sleep,
                new FixedRandom(),
                Runnable::run);
        Source<String, WeeklySales> source = Source.ofOne(_ -> {
            computed.incrementAndGet();
            return Optional.of(database.get().get());
        });
        return new Warming(
                new Reports(new ReadThrough<>(region, new NothingCodec(), source, caching)),
                every,
                PAUSE,
                complaints::add);
    }

    private static final class NothingCodec implements Codec<WeeklySales> {
        @Override
        public String format() {
            return "nothing/1";
        }

        @Override
        public Encoded encode(WeeklySales value) {
            return new Encoded(format(), new byte[0]);
        }

        @Override
        public WeeklySales decode(Encoded encoded) {
            return NOTHING;
        }
    }
}
