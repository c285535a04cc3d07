package larder.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larder.coherence.history.Event;
import larder.coherence.history.KeyHistory;
import larder.coherence.history.Origin;
import larder.coherence.history.Read;
import larder.coherence.history.Seen;
import larder.coherence.history.Write;
import org.junit.jupiter.api.Test;

/** What counts as having come back. */
final class RecoveryTest {
    private static final long MILLI = 1_000_000;
    private static final long GONE = 10_000 * MILLI;
    private static final long BACK = 20_000 * MILLI;

    private final List<Event> events = new ArrayList<>();

    private Recovery recovery() {
        return Recovery.of(List.of(KeyHistory.of("user:1", KeyHistory.Kind.NUMBERED, events)), GONE, BACK);
    }

    /** A read each 10 ms. */
    private void reads(long fromMillis, long toMillis, String source) {
        for (long at = fromMillis; at < toMillis; at += 10) {
            events.add(new Read(
                    "user:1", new Seen.Version(1), at * MILLI, at * MILLI, new Origin(1, 0), source, Read.NO_CLAIM));
        }
    }

    private void writes(long count) {
        for (long version = 1; version <= count; version++) {
            events.add(new Write(
                    "user:1",
                    version,
                    Write.State.PRESENT,
                    GONE + version,
                    GONE + version,
                    new Origin(1, 0),
                    Write.Outcome.ACKNOWLEDGED));
        }
    }

    @Test
    void the_first_second_with_enough_hits_is_when_it_is_back() {
        writes(1_000);
        reads(0, 10_000, "hit");
        reads(10_000, 22_000, "bypass");
        reads(22_000, 30_000, "hit");
        assertEquals(Optional.of(Duration.ofMillis(2_900)), recovery().until());
        assertEquals(1_000, recovery().writes());
        assertEquals(100, recovery().later());
        assertTrue(recovery().inTime());
    }

    @Test
    void it_is_late_after_five_seconds() {
        writes(1_000);
        reads(0, 10_000, "hit");
        reads(20_000, 25_000, "miss, stored");
        reads(25_000, 30_000, "hit");
        assertFalse(recovery().inTime());
    }

    @Test
    void it_may_not_come_back_at_all() {
        writes(1_000);
        reads(0, 10_000, "hit");
        reads(20_000, 30_000, "bypass");
        assertEquals(Optional.empty(), recovery().until());
        assertFalse(recovery().inTime());
    }

    @Test
    void few_writes_prove_nothing() {
        writes(999);
        reads(0, 30_000, "hit");
        assertFalse(recovery().inTime());
    }
}
