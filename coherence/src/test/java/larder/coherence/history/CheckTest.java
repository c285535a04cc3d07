package larder.coherence.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larder.coherence.history.Outage.Effect;
import org.junit.jupiter.api.Test;

/** Each rule has a history that breaks it, and one beside it that does not. */
final class CheckTest {
    private static final List<Rule> NOTHING = List.of();

    private static Story user() {
        return Story.ofKey("user:1").writes(1, 0, 1);
    }

    @Test
    void an_acknowledged_write_is_seen_by_the_next_read() {
        assertEquals(NOTHING, user().writes(2, 100, 110).sees(2, 111, 112).broken());
        assertEquals(
                List.of(Rule.AT_ONCE),
                user().writes(2, 100, 110).sees(1, 110, 112).broken());
    }

    @Test
    void a_read_that_began_before_the_acknowledgement_may_miss_the_write() {
        assertEquals(NOTHING, user().writes(2, 100, 110).sees(1, 109, 500).broken());
    }

    @Test
    void a_near_cache_may_miss_a_write_for_its_bound_and_no_longer() {
        Story near = Story.ofKey("near:1").writes(1, 0, 1).writes(2, 1_000, 1_010);
        assertEquals(NOTHING, near.sees(1, 1_259, 1_260).broken());
        assertEquals(List.of(Rule.AT_ONCE), near.sees(1, 1_260, 1_261).broken());
    }

    @Test
    void a_write_by_sql_is_seen_after_the_bound() {
        Story direct = user().writesBySql(2, 2_000, 2_010);
        assertEquals(NOTHING, direct.sees(1, 3_009, 3_010).broken());
        assertEquals(List.of(Rule.BOUND), direct.sees(1, 3_010, 3_011).broken());
    }

    @Test
    void a_write_whose_process_was_cut_off_from_the_cache_is_seen_after_the_bound() {
        Story cut = user().writes(2, 2_000, 2_010).during(Effect.LOSES_INVALIDATIONS, 0, 1_500, 2_005);
        assertEquals(NOTHING, cut.sees(1, 2_500, 2_501).broken());
        assertEquals(List.of(Rule.BOUND), cut.sees(1, 3_010, 3_011).broken());
    }

    @Test
    void a_fault_of_another_process_excuses_nothing() {
        Story cut = user().writes(2, 2_000, 2_010).during(Effect.LOSES_INVALIDATIONS, 1, 1_500, 2_500);
        assertEquals(List.of(Rule.AT_ONCE), cut.sees(1, 2_500, 2_501).broken());
    }

    @Test
    void a_fault_that_loses_nothing_excuses_nothing() {
        Story slow = user().writes(2, 2_000, 2_010).during(Effect.NONE, Outage.EVERYBODY, 1_500, 2_500);
        assertEquals(List.of(Rule.AT_ONCE), slow.sees(1, 2_500, 2_501).broken());
    }

    @Test
    void the_time_for_which_the_asked_process_stood_still_of_late_is_added_to_the_bound() {
        Story paused = user().writesBySql(2, 2_000, 2_010).during(Effect.PAUSES, 1, 2_900, 3_400);
        assertEquals(NOTHING, paused.sees(1, 3_509, 3_510).broken());
        assertEquals(List.of(Rule.BOUND), paused.sees(1, 3_510, 3_511).broken());
    }

    @Test
    void an_answer_is_no_older_than_it_says() {
        Story direct = user().writesBySql(2, 2_000, 2_010);
        assertEquals(NOTHING, direct.seesWithClaim(1, 300, 2_309, 2_310).broken());
        assertEquals(
                List.of(Rule.CLAIM), direct.seesWithClaim(1, 300, 2_310, 2_311).broken());
    }

    @Test
    void a_client_sees_its_own_write_through_the_same_process_even_where_a_near_cache_is() {
        Story near = Story.ofKey("near:1").writes(1, 0, 1).writes(2, 1_000, 1_010);
        assertEquals(NOTHING, near.seesItself(2, 1_010, 1_011).broken());
        assertEquals(List.of(Rule.OWN_WRITES), near.seesItself(1, 1_012, 1_013).broken());
    }

    @Test
    void a_client_sees_its_own_write_even_where_nothing_could_be_invalidated() {
        Story cut = user().writes(2, 2_000, 2_010).during(Effect.LOSES_INVALIDATIONS, Outage.EVERYBODY, 1_500, 2_500);
        assertEquals(NOTHING, cut.seesItself(2, 2_011, 2_012).broken());
        assertEquals(List.of(Rule.OWN_WRITES), cut.seesItself(1, 2_011, 2_012).broken());
    }

    @Test
    void what_somebody_saw_everybody_sees_after_the_bound() {
        Story seen = user().mayWrite(2, 100, 110).sees(2, 2_000, 2_010);
        assertEquals(NOTHING, seen.sees(1, 3_009, 3_010).broken());
        assertEquals(List.of(Rule.MONOTONIC), seen.sees(1, 3_010, 3_011).broken());
    }

    @Test
    void a_write_of_which_nobody_knows_may_be_seen_or_not() {
        assertEquals(NOTHING, user().mayWrite(2, 100, 110).sees(1, 5_000, 5_001).broken());
        assertEquals(NOTHING, user().mayWrite(2, 100, 110).sees(2, 5_000, 5_001).broken());
    }

    @Test
    void the_database_keeps_the_last_write_that_was_acknowledged_or_a_later_one() {
        assertEquals(NOTHING, user().writes(2, 10, 11).holds(2, 5_000, 5_001).broken());
        assertEquals(
                NOTHING,
                user().writes(2, 10, 11)
                        .mayWrite(3, 20, 21)
                        .holds(3, 5_000, 5_001)
                        .broken());
        assertEquals(
                List.of(Rule.LOST_UPDATE),
                user().writes(2, 10, 11).holds(1, 5_000, 5_001).broken());
    }

    @Test
    void the_database_keeps_what_was_seen() {
        assertEquals(
                List.of(Rule.LOST_UPDATE),
                user().mayWrite(2, 10, 11).sees(2, 12, 13).holds(1, 14, 15).broken());
    }

    @Test
    void a_deleted_row_stays_away() {
        assertEquals(NOTHING, user().deletes(2, 10, 11).seesNothing(12, 13).broken());
        assertEquals(
                List.of(Rule.RESURRECTED),
                user().deletes(2, 10, 11).sees(1, 12, 13).broken());
        assertEquals(
                List.of(Rule.RESURRECTED),
                user().deletes(2, 10, 11).holds(1, 12, 13).broken());
    }

    @Test
    void a_row_that_was_created_anew_is_seen_though_its_absence_was_known() {
        Story created = user().deletes(2, 10, 11).writes(3, 20, 21);
        assertEquals(NOTHING, created.sees(3, 22, 23).broken());
        assertEquals(List.of(Rule.AT_ONCE), created.seesNothing(24, 25).broken());
    }

    @Test
    void what_exists_is_not_missing() {
        assertEquals(List.of(Rule.MISSING), user().seesNothing(2_000, 2_001).broken());
        assertEquals(List.of(Rule.MISSING), user().holdsNothing(2_000, 2_001).broken());
    }

    @Test
    void an_absence_may_be_that_of_a_deletion_under_way() {
        assertEquals(NOTHING, user().seesNothing(105, 106).deletes(2, 100, 110).broken());
    }

    @Test
    void nothing_is_seen_that_nobody_wrote() {
        assertEquals(List.of(Rule.NEVER_WRITTEN), user().sees(7, 10, 11).broken());
        assertEquals(
                List.of(Rule.NEVER_WRITTEN),
                user().sees(new Seen.Rubbish("x"), 10, 11).broken());
        assertEquals(
                List.of(Rule.NEVER_WRITTEN),
                user().isRefused(2, 10, 11).sees(2, 12, 13).broken());
    }

    @Test
    void nothing_is_seen_before_it_is_written() {
        assertEquals(
                List.of(Rule.NEVER_WRITTEN),
                user().sees(2, 10, 19).writes(2, 20, 30).broken());
        assertEquals(NOTHING, user().sees(2, 10, 20).writes(2, 20, 30).broken());
    }

    @Test
    void an_answer_that_is_forbidden_is_one_at_any_time_and_no_answer_never_is() {
        assertEquals(
                List.of(Rule.ANSWER),
                user().sees(new Seen.Forbidden("500"), 10, 11).broken());
        assertEquals(NOTHING, user().sees(new Seen.Unavailable(), 10, 11).broken());
    }

    @Test
    void a_count_has_every_order_that_was_acknowledged_and_none_that_was_not_sent() {
        Story orders = Story.ofCount().holds(40, 0, 1).writes(0, 10, 11).writes(0, 20, 21);
        assertEquals(NOTHING, orders.sees(42, 22, 23).broken());
        assertEquals(List.of(Rule.AT_ONCE), orders.sees(41, 24, 25).broken());
        assertEquals(
                List.of(Rule.AT_ONCE, Rule.NEVER_WRITTEN),
                orders.sees(43, 26, 27).broken());
    }

    @Test
    void a_count_may_have_an_order_of_which_nobody_knows_and_must_once_the_database_shows_it() {
        Story orders = Story.ofCount().holds(40, 0, 1).mayWrite(0, 10, 11);
        assertEquals(NOTHING, orders.sees(40, 20, 21).sees(41, 22, 23).broken());
        Story settled = Story.ofCount()
                .holds(40, 0, 1)
                .mayWrite(0, 10, 11)
                .holds(41, 20, 21)
                .writes(0, 30, 31);
        assertEquals(NOTHING, settled.sees(42, 40, 41).broken());
        assertEquals(List.of(Rule.AT_ONCE), settled.sees(41, 42, 43).broken());
    }

    @Test
    void a_violation_names_the_write_that_was_missed_the_one_that_was_seen_and_the_faults_about() {
        Violation violation = user().writes(2, 5_000, 5_010)
                .during(Effect.NONE, 1, 4_000, 4_500)
                .during(Effect.NONE, 1, 9_000, 9_500)
                .sees(1, 5_020, 5_021)
                .violations()
                .getFirst();
        assertEquals(2, violation.required());
        assertEquals(3, violation.evidence().size());
        assertEquals(1, violation.outages().size(), "the fault that came later is not among them");
        assertTrue(violation.evidence().contains(violation.read()));
    }
}
