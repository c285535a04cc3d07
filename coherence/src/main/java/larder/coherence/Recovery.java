package larder.coherence;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larder.coherence.history.KeyHistory;
import larder.coherence.history.Read;
import larder.coherence.history.Seen;
import larder.coherence.history.Write;

/**
 * How the cache came back after Valkey had been away.
 *
 * @param writes acknowledged meanwhile
 * @param before of 100 reads in the ten seconds before, how many were hits
 * @param later the same from five to ten seconds after
 * @param until how long it took until a second had nine tenths of the hits of before; empty if it did not come to that
 */
record Recovery(long writes, double before, double later, Optional<Duration> until) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final long ENOUGH_WRITES = 1_000;
    private static final double SHARE = 0.9;

    /**
     * @param gone when Valkey went, in nanoseconds of the run
     * @param back when it was there again
     */
    static Recovery of(List<KeyHistory> histories, long gone, long back) {
        double before = hits(histories, gone - 2 * WITHIN.toNanos(), gone);
        return new Recovery(
                histories.stream()
                        .flatMap(history -> history.writes().stream())
                        .filter(write -> write.outcome() == Write.Outcome.ACKNOWLEDGED)
                        .filter(write -> write.start() >= gone && write.end() <= back)
                        .count(),
                before,
                hits(histories, back + WITHIN.toNanos(), back + 2 * WITHIN.toNanos()),
                until(histories, before * SHARE, back));
    }

    private static Optional<Duration> until(List<KeyHistory> histories, double enough, long back) {
        for (Duration end = SECOND; end.compareTo(WITHIN.multipliedBy(2)) <= 0; end = end.plus(STEP)) {
            long to = back + end.toNanos();
            if (hits(histories, to - SECOND.toNanos(), to) >= enough) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    private static double hits(List<KeyHistory> histories, long from, long to) {
        List<Read> reads = histories.stream()
                .flatMap(history -> history.reads().stream())
                .filter(read -> read.start() >= from && read.start() < to)
                .filter(read -> !read.origin().direct() && !(read.seen() instanceof Seen.Unavailable))
                .toList();
        long hits = reads.stream().filter(read -> read.source().equals("hit")).count();
        return reads.isEmpty() ? 0 : 100.0 * hits / reads.size();
    }

    /** Whether so much was written that it says something, and the hits were back in time. */
    boolean inTime() {
        return writes >= ENOUGH_WRITES
                && until.filter(time -> time.compareTo(WITHIN) <= 0).isPresent();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Valkey was away during %,d writes; hits before %.1f %%, five to ten seconds after its return %.1f %%; 90 %% of before %s",
                writes,
                before,
                later,
                until.map(time -> String.format(Locale.ROOT, "within %.1f s", time.toMillis() / 1000.0))
                        .orElse("not within ten seconds"));
    }
}
