package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statements that change more rows than it is worth to name. */
abstract class LargeChangeTests {
    abstract String url();

    /** What is taken. */
    abstract List<String> told();

    /** How many rows of a large change are told one by one beside the whole table. */
    abstract int mostBesideTheWhole();

    @Test
    void a_thousand_rows_of_one_statement_are_told_one_by_one_and_more_as_the_whole_table() {
        Direct.execute(url(), Direct.users(1, 1_000));
        assertEquals(
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(id -> "users:" + id + "@1")
                        .collect(Collectors.toSet()),
                Set.copyOf(told()));
        Direct.execute(url(), Direct.users(2_001, 3_001));
        assertWhole("insert");
        Direct.execute(url(), "UPDATE users SET name = 'X' WHERE id <= 1000");
        assertEquals(1_000, told().size());
        Direct.execute(url(), "UPDATE users SET name = 'Y'");
        assertWhole("update");
        Direct.execute(url(), "DELETE FROM users");
        assertWhole("delete");
    }

    @Test
    void a_large_change_after_small_ones_of_the_same_transaction_tells_of_all() {
        Typed.begin(url())
                .execute(Direct.users(1, 3))
                .execute(Direct.users(10, 2_000))
                .execute(Direct.users(3_000, 3_000))
                .commit();
        List<String> told = told();
        assertTrue(told.contains("users:*"), told::toString);
        assertTrue(told.contains("users:3000@1"), told::toString);
    }

    @Test
    void a_large_change_that_is_rolled_back_is_not_told_and_hides_none_that_follows() {
        Typed.begin(url()).execute(Direct.users(1, 2_000)).rollBack();
        assertEquals(List.of(), told());
        Typed savepoints = Typed.begin(url()).execute("SAVEPOINT before_it").execute(Direct.users(1, 2_000));
        savepoints
                .execute("ROLLBACK TO SAVEPOINT before_it")
                .execute(Direct.users(5, 5))
                .commit();
        assertEquals(List.of("users:5@1"), told());
    }

    /** One row for all; MySQL has told of the first thousand before it knows. */
    private void assertWhole(String statement) {
        List<String> told = told();
        assertEquals(1, told.stream().filter("users:*"::equals).count(), statement);
        assertTrue(told.size() <= mostBesideTheWhole() + 1, () -> statement + " told " + told.size());
    }
}
