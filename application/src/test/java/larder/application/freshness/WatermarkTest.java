package larder.application.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import larder.domain.port.ChangeLog.Backlog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proof is never too early, whatever the order in which changes are numbered, committed, taken and looked for. */
final class WatermarkTest {
    private final Watermark watermark = new Watermark();

    @Test
    void an_empty_log_proves_all_up_to_the_question() {
        assertEquals(OptionalLong.of(7), watermark.seen(7, Backlog.NONE));
    }

    @Test
    void what_waits_is_proven_applied_once_only_higher_numbers_are_left() {
        assertEquals(OptionalLong.empty(), watermark.seen(10, backlog(3, 5)));
        assertEquals(OptionalLong.empty(), watermark.seen(20, backlog(5, 9)));
        assertEquals(OptionalLong.of(10), watermark.seen(30, backlog(6, 9)));
        assertEquals(OptionalLong.of(30), watermark.seen(40, backlog(10, 12)), "that of the latest look is answered");
    }

    @Test
    void r13_a_change_that_is_committed_late_with_a_low_number_delays_the_proof() {
        watermark.seen(10, backlog(5, 6));
        assertEquals(OptionalLong.empty(), watermark.seen(20, backlog(2, 7)));
        assertEquals(OptionalLong.of(20), watermark.seen(30, backlog(8, 8)));
    }

    @Test
    void looks_without_end_are_not_kept_without_end_and_still_prove() {
        for (int look = 0; look < 10_000; look++) {
            assertEquals(OptionalLong.empty(), watermark.seen(look, backlog(1, look + 1)));
        }
        assertTrue(watermark.seen(10_001, backlog(10_001, 10_001)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void a_proof_is_never_later_than_the_commit_of_a_change_that_is_not_applied(long seed) {
        World world = new World(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        for (int step = 0; step < 20_000; step++) {
            world.step();
        }
        assertTrue(world.proofs > 100, () -> "only " + world.proofs + " proofs");
    }

    private static Backlog backlog(long oldest, long newest) {
        return new Backlog(OptionalLong.of(oldest), OptionalLong.of(newest), Duration.ZERO);
    }

    /** A database whose changes are numbered in one order and committed in any other, and one process that looks. */
    private static final class World {
        private final RandomGenerator random;
        private final Watermark watermark = new Watermark();
        private final List<Long> begun = new ArrayList<>();
        /** Number to time of commit. */
        private final TreeMap<Long, Long> waiting = new TreeMap<>();

        private long now;
        private long last;
        private int proofs;

        World(RandomGenerator random) {
            this.random = random;
        }

        void step() {
            now++;
            // It is calmer at times, or the log would never be empty.
            int calm = (int) (now / 500 % 4);
            switch (random.nextInt(6 + 6 * calm)) {
                case 0, 1 -> begun.add(++last);
                case 2, 3 -> commitOne();
                case 4 -> look();
                default -> takeSome();
            }
        }

        private void commitOne() {
            if (!begun.isEmpty()) {
                waiting.put(begun.remove(random.nextInt(begun.size())), now);
            }
        }

        /** Others commit and take between the question and what the database looks at, and between that and the answer. */
        private void look() {
            long asked = now;
            for (int others = random.nextInt(4); others > 0; others--) {
                now++;
                commitOne();
                takeSome();
            }
            Backlog seen = waiting.isEmpty()
                    ? Backlog.NONE
                    : new Backlog(
                            OptionalLong.of(waiting.firstKey()), OptionalLong.of(waiting.lastKey()), Duration.ZERO);
            for (int others = random.nextInt(4); others > 0; others--) {
                now++;
                begun.add(++last);
                commitOne();
            }
            OptionalLong proof = watermark.seen(asked, seen);
            if (proof.isPresent()) {
                proofs++;
                waiting.forEach((number, committed) -> assertTrue(
                        committed >= proof.getAsLong(),
                        () -> number + " was committed at " + committed + ", before the proof of " + proof.getAsLong()
                                + ", and is not applied"));
            }
        }

        /** Whoever takes leaves out what another holds, so any of them may go first. */
        private void takeSome() {
            waiting.keySet().removeIf(_ -> random.nextInt(3) == 0);
        }
    }
}
