package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.contracts.FakeTicker;
import larder.contracts.RecordingCacheStats;
import larder.contracts.TextCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chance of an early refresh is exp(-left / (beta x load time)), on a clock that the test moves. */
final class EarlyRefreshChanceTest {
    private static final Duration TTL = Duration.ofSeconds(10);
    private static final Duration LOAD = Duration.ofMillis(100);
    private static final int DRAWS = 10_000;

    private final FakeTicker ticker = new FakeTicker();
    private final AtomicInteger refreshes = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"100, 1", "200, 1", "300, 1", "5000, 1", "100, 0.5", "300, 3", "5000, 10"})
    void a_hit_is_refreshed_with_the_chance_of_xfetch(int leftMillis, double beta) {
        ReadThrough<String, String> reads = reads(beta);
        reads.get("1");
        ticker.advance(TTL.minusMillis(leftMillis));
        Answer<String> hit = reads.get("1");
        assertEquals(Duration.ofMillis(leftMillis), hit.provenance().freshFor());
        refreshes.set(0);
        for (int i = 0; i < DRAWS; i++) {
            reads.get("1");
        }
        double expected = Math.exp(-leftMillis / (beta * LOAD.toMillis()));
        double seen = refreshes.get() / (double) DRAWS;
        assertTrue(Math.abs(seen - expected) < 0.02, () -> "refreshed " + seen + " of the hits, not " + expected);
    }

    private ReadThrough<String, String> reads(double beta) {
        Region region =
                new Region("thing", TTL, 0, LOAD, beta, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(1));
        Caching caching = new Caching(
                InMemory.cache(new InMemoryConfig(1 << 20), ticker),
                InMemory.loadLock(ticker),
                new LoadLimit(1, Duration.ZERO),
                new RecordingCacheStats(),
                ticker,
                ticker::advance,
                new SplittableRandom(17),
                _ -> refreshes.incrementAndGet());
        return new ReadThrough<>(region, new TextCodec("text/1"), Source.ofOne(this::load), caching);
    }

    private Optional<String> load(String id) {
        ticker.advance(LOAD);
        return Optional.of("text " + id);
    }
}
