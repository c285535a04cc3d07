package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import larder.domain.InvalidValue;
import larder.domain.port.Change;
import larder.domain.port.ChangeLog;
import larder.domain.port.ChangeLog.Backlog;
import larder.domain.port.RepositoryUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ChangeLog} must do, whoever makes the changes; here it is somebody who speaks SQL. */
public abstract class ChangeLogContract {
    private static final String INSERT = "INSERT INTO users (id, name, email) VALUES (%d, 'A', 'a@example.com')";

    /** What is tested: the same object at each call within a test, and empty when the test begins, as its tables are. */
    protected abstract ChangeLog log();

    /** A second one over the same database, as another process has. */
    protected abstract ChangeLog elsewhere();

    /** Begins a transaction of its own. */
    protected abstract DirectTransaction begin();

    /** Cuts the connection on which {@link #log()} is taking changes now, in the database. */
    protected abstract void cutTheTaker();

    @Test
    void a_committed_change_of_a_row_is_in_the_log_until_it_was_taken() {
        DirectTransaction transaction = begin().execute(INSERT.formatted(1));
        assertEquals(List.of(), taken(log()), "not before it is committed");
        assertTrue(log().backlog().isEmpty());
        transaction.commit();
        assertFalse(elsewhere().backlog().isEmpty());
        assertEquals(List.of(users(1, 1)), taken(log()));
        assertEquals(List.of(), taken(log()));
        assertTrue(elsewhere().backlog().isEmpty());
    }

    @Test
    void a_change_that_is_rolled_back_is_not_in_the_log() {
        begin().execute(INSERT.formatted(1)).rollBack();
        assertEquals(Backlog.NONE, log().backlog());
        assertEquals(List.of(), taken(log()));
    }

    @Test
    void insert_update_and_delete_of_a_row_are_told_in_their_order_and_its_version_while_it_lives() {
        committed(INSERT.formatted(1));
        committed("UPDATE users SET name = 'B' WHERE id = 1");
        committed("DELETE FROM users WHERE id = 1");
        assertEquals(List.of(users(1, 1), users(1, 2), ended(1)), taken(log()));
    }

    @Test
    void a_row_that_gets_another_key_is_told_under_both_without_a_version() {
        committed(INSERT.formatted(1));
        taken(log());
        committed("UPDATE users SET id = 2 WHERE id = 1");
        List<Change> told = taken(log());
        assertEquals(2, told.size(), told::toString);
        assertTrue(told.containsAll(List.of(ended(1), ended(2))), told::toString);
    }

    /** A row that is inserted again begins anew, so that its version tells nothing of the one before. */
    @Test
    void a_row_that_is_deleted_and_inserted_again_is_told_to_be_gone_in_between() {
        committed(INSERT.formatted(1));
        committed("UPDATE users SET name = 'B' WHERE id = 1");
        taken(log());
        begin().execute("DELETE FROM users WHERE id = 1")
                .execute(INSERT.formatted(1))
                .commit();
        assertEquals(List.of(ended(1), users(1, 1)), taken(log()));
    }

    @Test
    void a_version_that_somebody_lowers_rises_instead() {
        committed(INSERT.formatted(1));
        committed("UPDATE users SET name = 'B' WHERE id = 1");
        committed("UPDATE users SET version = 1 WHERE id = 1");
        committed("UPDATE users SET name = 'C' WHERE id = 1");
        assertEquals(List.of(users(1, 1), users(1, 2), users(1, 4)), taken(log()));
    }

    @Test
    void the_part_of_the_table_that_a_row_belonged_to_is_told_and_the_one_that_it_belongs_to() {
        committed("INSERT INTO orders (orderid, orderdate, customerid, netamount, tax, totalamount)"
                + " VALUES (5, '2024-01-01', 42, 1, 0, 1)");
        committed("UPDATE orders SET customerid = 7 WHERE orderid = 5");
        committed("UPDATE orders SET tax = 3 WHERE orderid = 5");
        committed("UPDATE orders SET customerid = NULL WHERE orderid = 5");
        committed("DELETE FROM orders WHERE orderid = 5");
        assertEquals(
                List.of(
                        order(1, Optional.empty(), Optional.of("42")),
                        order(2, Optional.of("42"), Optional.of("7")),
                        order(3, Optional.of("7"), Optional.of("7")),
                        order(4, Optional.of("7"), Optional.empty()),
                        order(OptionalLong.empty(), Optional.empty(), Optional.empty())),
                taken(log()));
    }

    @Test
    void a_statement_that_changes_nothing_cached_is_not_told() {
        committed(INSERT.formatted(1));
        taken(log());
        committed("UPDATE users SET name = 'A' WHERE id = 1");
        committed("UPDATE users SET name = 'B' WHERE id = 2");
        committed("DELETE FROM users WHERE id = 2");
        assertEquals(List.of(), taken(log()));
    }

    @Test
    void no_change_is_passed_over_because_one_that_began_later_was_committed_earlier_r13() {
        DirectTransaction early = begin().execute(INSERT.formatted(1));
        DirectTransaction late = begin().execute(INSERT.formatted(2));
        late.commit();
        long lateNumber = log().backlog().newest().orElseThrow();
        assertEquals(List.of(users(2, 1)), taken(log()));
        early.commit();
        assertTrue(log().backlog().oldest().orElseThrow() < lateNumber, "it appears below what was taken");
        assertEquals(List.of(users(1, 1)), taken(log()));
    }

    @Test
    void no_change_is_passed_over_that_is_committed_while_a_later_one_is_taken_r13() {
        DirectTransaction early = begin().execute(INSERT.formatted(1));
        begin().execute(INSERT.formatted(2)).commit();
        List<Change> first = new ArrayList<>();
        log().take(10, changes -> {
            first.addAll(changes);
            early.commit();
        });
        assertEquals(List.of(users(2, 1)), first);
        assertEquals(List.of(users(1, 1)), taken(log()));
    }

    @Test
    void take_hands_over_the_oldest_first_and_no_more_than_asked_for() {
        for (int id = 1; id <= 5; id++) {
            committed(INSERT.formatted(id));
        }
        assertEquals(List.of(users(1, 1), users(2, 1)), taken(log(), 2));
        assertEquals(List.of(users(3, 1), users(4, 1)), taken(log(), 2));
        assertEquals(List.of(users(5, 1)), taken(log(), 2));
    }

    @Test
    void take_does_not_apply_when_there_is_nothing() {
        assertEquals(0, log().take(1, changes -> {
            throw new AssertionError("applied: " + changes);
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001})
    void take_refuses_a_number_out_of_its_range(int most) {
        assertThrows(InvalidValue.class, () -> log().take(most, _ -> {}));
    }

    @Test
    void take_leaves_the_changes_when_applying_them_throws() {
        committed(INSERT.formatted(1));
        IllegalStateException thrown = new IllegalStateException("the cache is away");
        assertEquals(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> log().take(10, _ -> {
                            throw thrown;
                        })));
        assertEquals(List.of(users(1, 1)), taken(elsewhere()));
    }

    @Test
    void take_leaves_the_changes_when_its_connection_is_lost() {
        committed(INSERT.formatted(1));
        List<Change> applied = new ArrayList<>();
        RepositoryUnavailable lost = assertThrows(
                RepositoryUnavailable.class,
                () -> log().take(10, changes -> {
                    applied.addAll(changes);
                    cutTheTaker();
                }));
        assertTrue(lost.getCause() != null, "the cause is kept");
        assertEquals(List.of(users(1, 1)), applied);
        assertEquals(List.of(users(1, 1)), taken(elsewhere()), "applied twice, but never not at all");
    }

    @Test
    void take_does_not_wait_for_changes_that_another_is_taking() {
        committed(INSERT.formatted(1));
        committed(INSERT.formatted(2));
        List<Change> others = new ArrayList<>();
        AtomicReference<Backlog> meanwhile = new AtomicReference<>();
        int mine = log().take(1, first -> {
            assertEquals(List.of(users(1, 1)), first);
            others.addAll(taken(elsewhere()));
            others.addAll(taken(elsewhere()));
            meanwhile.set(elsewhere().backlog());
        });
        assertEquals(1, mine);
        assertEquals(List.of(users(2, 1)), others);
        assertFalse(meanwhile.get().isEmpty(), "what is being taken is still there");
        assertEquals(Backlog.NONE, log().backlog());
    }

    @Test
    void backlog_tells_the_lowest_and_the_highest_number_and_the_age_of_the_oldest() {
        committed(INSERT.formatted(1));
        Backlog one = log().backlog();
        assertEquals(one.oldest(), one.newest());
        Patience.until("it grows older", () -> log().backlog().age().compareTo(one.age()) > 0);
        committed(INSERT.formatted(2));
        Backlog two = elsewhere().backlog();
        assertEquals(one.oldest(), two.oldest());
        assertTrue(two.newest().orElseThrow() > one.newest().orElseThrow(), two::toString);
        assertTrue(two.age().compareTo(Patience.BOUND) < 0, two::toString);
        assertTrue(one.age().compareTo(Duration.ZERO) >= 0, one::toString);
        taken(log(), 1);
        assertEquals(two.newest(), log().backlog().oldest());
    }

    @Test
    void deafness_is_empty_while_changes_are_recorded_and_leaves_nothing_to_take() {
        assertEquals(Optional.empty(), log().deafness());
        assertEquals(Optional.empty(), elsewhere().deafness());
        assertEquals(Backlog.NONE, log().backlog());
    }

    @Test
    void every_change_that_was_committed_is_taken_by_somebody_whoever_writes_and_takes_at_once() {
        ChangeRace.run(log(), elsewhere(), this::begin);
        assertEquals(Backlog.NONE, log().backlog());
    }

    private void committed(String sql) {
        begin().execute(sql).commit();
    }

    private static Change users(int id, long version) {
        return user(id, OptionalLong.of(version));
    }

    /** What was cached under that id is of no row any more. */
    private static Change ended(int id) {
        return user(id, OptionalLong.empty());
    }

    private static Change user(int id, OptionalLong version) {
        return new Change.Row("users", Integer.toString(id), version, Optional.empty(), Optional.empty());
    }

    private static Change order(long version, Optional<String> before, Optional<String> after) {
        return order(OptionalLong.of(version), before, after);
    }

    private static Change order(OptionalLong version, Optional<String> before, Optional<String> after) {
        return new Change.Row("orders", "5", version, before, after);
    }

    private static List<Change> taken(ChangeLog log) {
        return taken(log, 100);
    }

    private static List<Change> taken(ChangeLog log, int most) {
        List<Change> taken = new ArrayList<>();
        int number = log.take(most, taken::addAll);
        assertEquals(taken.size(), number);
        return taken;
    }
}
