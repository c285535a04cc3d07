package larder.coherence.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a long history the few events are left that contradict each other. */
final class InterleavingTest {
    @Test
    void a_stale_read_among_a_thousand_events_is_shown_with_the_two_writes_that_matter() {
        Story story = Story.ofKey("user:1");
        for (int version = 1; version <= 300; version++) {
            long at = version * 100L;
            story.writes(version, at, at + 10).sees(version, at + 20, at + 21).sees(version, at + 30, at + 31);
        }
        story.sees(298, 30_050, 30_051);
        Violation violation = story.violations().getFirst();
        Violation smallest = Interleaving.smallest(story.history(), Story.GUARANTEE, story.outages(), violation);
        assertEquals(violation.rule(), smallest.rule());
        assertEquals(violation.read(), smallest.read());
        List<Long> versions = smallest.evidence().stream()
                .filter(Write.class::isInstance)
                .map(event -> ((Write) event).version())
                .toList();
        assertEquals(3, smallest.evidence().size(), smallest::toString);
        assertEquals(298, versions.getFirst());
        assertEquals(2, versions.size());
    }

    @Test
    void what_others_had_seen_is_kept_when_it_is_what_the_violation_follows_from() {
        Story story = Story.ofKey("user:1")
                .writes(1, 0, 1)
                .mayWrite(2, 100, 110)
                .sees(1, 120, 121)
                .sees(2, 200, 201)
                .sees(2, 300, 301)
                .sees(1, 2_000, 2_001);
        Violation violation = story.violations().getFirst();
        Violation smallest = Interleaving.smallest(story.history(), Story.GUARANTEE, story.outages(), violation);
        assertEquals(Rule.MONOTONIC, smallest.rule());
        assertEquals(4, smallest.evidence().size(), "two writes, the read that saw the later, and the offence");
    }

    @Test
    void a_count_keeps_the_look_into_the_database_that_it_begins_with() {
        Story story = Story.ofCount().holds(40, 0, 1);
        for (int order = 1; order <= 20; order++) {
            story.writes(0, order * 100L, order * 100L + 10);
        }
        story.sees(59, 2_020, 2_021);
        Violation violation = story.violations().getFirst();
        Violation smallest = Interleaving.smallest(story.history(), Story.GUARANTEE, story.outages(), violation);
        assertEquals(List.of(Rule.AT_ONCE), List.of(smallest.rule()));
        assertEquals(violation.read(), smallest.read());
    }
}
