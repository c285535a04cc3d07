package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import larder.application.readthrough.Answer;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.domain.port.Codec;

/**
 * One of the processes that share a cache and a database, and the switches to disturb it.
 *
 * @param steps its way to the cache, which can be held up
 * @param cache its way to the cache, which can be cut off
 * @param lock its way to the lock, which can be cut off
 */
public record Peer(
        ReadThrough<String, String> reads,
        GatedCache steps,
        FailingCache cache,
        FailingLoadLock lock,
        RecordingCacheStats stats) {
    /** What a text is not: the answer that there is none. */
    public static final String ABSENT = "(absent)";

    /** Reads, and answers the text alone. */
    public String get(String id) {
        return textOf(reads.get(id));
    }

    public Answer<String> ask(String id) {
        return reads.get(id);
    }

    /** Reads, and makes sure of the text and of where it came from. */
    public void answers(String id, String text, Provenance.Source source) {
        Answer<String> answer = reads.get(id);
        assertEquals(text, textOf(answer));
        assertEquals(source, answer.provenance().source());
    }

    public void invalidate(String id) {
        reads.invalidate(List.of(id));
    }

    /** The cache and the lock are one server, and it is away. */
    public void loseCache() {
        cache.fail();
        lock.fail();
    }

    public void healCache() {
        cache.heal();
        lock.heal();
    }

    public static String textOf(Answer<String> answer) {
        return switch (answer) {
            case Answer.Found<String> found -> found.value();
            case Answer.Absent<String> _ -> ABSENT;
        };
    }

    /** How a peer is set up. */
    public record Plan(Region region, Codec<String> codec, LoadLimit loadLimit, RandomGenerator random) {
        private static final Duration ABSENCE = Duration.ofSeconds(3);
        private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

        /** A minute of life, no early refresh, no chance, no limit that a test meets by accident. */
        public static final Plan USUAL = new Plan(
                region(Duration.ofMinutes(1), 0, 0, Duration.ofMinutes(10), Duration.ofSeconds(5)),
                new TextCodec("text/1"),
                new LoadLimit(1_000, Duration.ofSeconds(10)),
                new FixedRandom());

        public Plan with(Region other) {
            return new Plan(other, codec, loadLimit, random);
        }

        public Plan with(Codec<String> other) {
            return new Plan(region, other, loadLimit, random);
        }

        public Plan with(LoadLimit other) {
            return new Plan(region, codec, other, random);
        }

        public Plan with(RandomGenerator other) {
            return new Plan(region, codec, loadLimit, other);
        }

        /** With values that are past their time after that long. */
        public Plan withTtl(Duration ttl) {
            return with(
                    region(ttl, region.jitter(), region.earlyRefresh(), region.staleIfDown(), region.loadDeadline()));
        }

        /** With a lease and a reservation that last a quarter of a second longer than that. */
        public Plan withLoadDeadline(Duration deadline) {
            return with(region(region.ttl(), region.jitter(), region.earlyRefresh(), region.staleIfDown(), deadline));
        }

        public Plan withStaleIfDown(Duration staleIfDown) {
            return with(
                    region(region.ttl(), region.jitter(), region.earlyRefresh(), staleIfDown, region.loadDeadline()));
        }

        /** With values that end up to that part early, and may be refreshed before. */
        public Plan withChance(double jitter, double earlyRefresh) {
            return with(region(region.ttl(), jitter, earlyRefresh, region.staleIfDown(), region.loadDeadline()));
        }

        private static Region region(
                Duration ttl, double jitter, double earlyRefresh, Duration staleIfDown, Duration loadDeadline) {
            Duration absence = ttl.compareTo(ABSENCE) < 0 ? ttl : ABSENCE;
            return new Region("thing", ttl, jitter, absence, earlyRefresh, staleIfDown, LOCK_WAIT, loadDeadline);
        }
    }
}
