package larder.coherence.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import larder.coherence.fleet.Schedule.Planned;
import org.junit.jupiter.api.Test;

/** What a seed decides. */
final class ScheduleTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final List<Fault> ALL = List.of(Fault.values());

    @Test
    void the_same_seed_makes_the_same_schedule_and_another_another() {
        assertEquals(Schedule.of(7, MINUTE, ALL, 3), Schedule.of(7, MINUTE, ALL, 3));
        assertNotEquals(Schedule.of(7, MINUTE, ALL, 3), Schedule.of(8, MINUTE, ALL, 3));
    }

    @Test
    void a_minute_has_every_kind_of_fault() {
        for (long seed = 0; seed < 100; seed++) {
            EnumSet<Fault> seen = EnumSet.noneOf(Fault.class);
            Schedule.of(seed, MINUTE, ALL, 3).faults().forEach(planned -> seen.add(planned.fault()));
            assertEquals(EnumSet.allOf(Fault.class), seen, "seed " + seed);
        }
    }

    @Test
    void each_is_bounded_and_over_before_the_next_begins() {
        Duration free = Duration.ZERO;
        for (Planned planned : Schedule.of(7, MINUTE, ALL, 3).faults()) {
            assertTrue(planned.start().compareTo(free) > 0, planned::toString);
            assertTrue(planned.length().compareTo(Duration.ofSeconds(3)) < 0, planned::toString);
            free = planned.start().plus(planned.length());
        }
    }

    @Test
    void without_faults_there_is_none() {
        assertEquals(List.of(), Schedule.of(7, MINUTE, List.of(), 3).faults());
    }

    @Test
    void gentle_faults_lose_nothing() {
        assertEquals(
                List.of(Fault.SQL_SLOW, Fault.VALKEY_SLOW, Fault.VALKEY_FLUSHED, Fault.CHANGES_HELD), Fault.gentle());
    }
}
