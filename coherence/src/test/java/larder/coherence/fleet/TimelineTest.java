package larder.coherence.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import larder.coherence.history.Outage;
import larder.coherence.history.Outage.Effect;
import org.junit.jupiter.api.Test;

/** The faults by the run's clock. */
final class TimelineTest {
    private final Timeline timeline = new Timeline();

    @Test
    void losses_that_touch_are_one_fault_for_each_process() {
        timeline.lost(0, 100, 200);
        timeline.lost(1, 150, 250);
        timeline.lost(0, 200, 300);
        timeline.lost(0, 400, 500);
        List<List<Long>> spans = timeline.outages().all().stream()
                .map(outage -> List.of((long) outage.process(), outage.start(), outage.end()))
                .toList();
        assertEquals(List.of(List.of(1L, 150L, 250L), List.of(0L, 100L, 300L), List.of(0L, 400L, 500L)), spans);
    }

    @Test
    void a_fault_lasts_until_it_is_closed_and_what_it_leaves_behind_is_over() {
        Timeline.Open open = timeline.open("cut", 0, Effect.LOSES_INVALIDATIONS, Duration.ZERO);
        assertEquals(Long.MAX_VALUE, timeline.outages().all().getFirst().end());
        long closed = timeline.now();
        open.close(Duration.ofSeconds(2));
        Outage outage = timeline.outages().all().getFirst();
        assertEquals(1, timeline.outages().all().size());
        assertTrue(outage.end() >= closed + Duration.ofSeconds(2).toNanos());
    }
}
