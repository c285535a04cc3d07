package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larder.contracts.ChangeLogContract;
import larder.devservices.SqlServer;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.port.Change;
import larder.domain.port.ChangeLog;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of changes of one make of database, read by two processes' worth of pools. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ChangeLogTests {
    static final List<String> TABLES = List.of("orders", "products", "employees", "departments", "users");

    private final SqlServer server;
    private final String url;
    private final SqlDatabase here;
    private final SqlDatabase elsewhere;

    ChangeLogTests(SqlServer server) {
        this.server = server;
        url = server.freshDatabase();
        here = SqlDatabase.open(SqlConfig.of(url).withPoolSize(2));
        elsewhere = SqlDatabase.open(SqlConfig.of(url).withPoolSize(2));
    }

    @BeforeAll
    void migrate() {
        Opened.awaitMigrated(here);
        Opened.awaitMigrated(elsewhere);
        for (int customer : new int[] {7, 42}) {
            Direct.execute(url, """
                    INSERT INTO customers (customerid, firstname, lastname, address1, city, country, region,
                                           creditcardtype, creditcard, creditcardexpiration, username, password)
                    VALUES (%d, 'a', 'b', 'c', 'd', 'e', 1, 1, 'f', 'g', 'h', 'i')
                    """.formatted(customer));
        }
    }

    @BeforeEach
    void empty() {
        TABLES.forEach(table -> Direct.execute(url, "DELETE FROM " + table));
        Direct.execute(url, "DELETE FROM cache_change");
    }

    @AfterAll
    void close() {
        Opened.close(elsewhere, here);
        server.close();
    }

    String url() {
        return url;
    }

    SqlServer server() {
        return server;
    }

    ChangeLog log() {
        return here.changes();
    }

    List<String> told() {
        return told(log());
    }

    /** What is taken, each as table:key before→after, or as table:*. */
    static List<String> told(ChangeLog log) {
        List<String> told = new ArrayList<>();
        while (log.take(
                        1_000,
                        changes -> changes.stream().map(ChangeLogTests::text).forEach(told::add))
                > 0) {}
        return told;
    }

    private static String text(Change change) {
        return switch (change) {
            case Change.Whole(String table) -> table + ":*";
            case Change.Row(String table, String id, long version, Optional<String> _, Optional<String> _) ->
                table + ":" + id + "@" + version;
        };
    }

    @Nested
    final class Contract extends ChangeLogContract {
        @Override
        protected ChangeLog log() {
            return here.changes();
        }

        @Override
        protected ChangeLog elsewhere() {
            return elsewhere.changes();
        }

        @Override
        protected Transaction begin() {
            return Typed.begin(url);
        }

        @Override
        protected void cutTheTaker() {
            cutWhoeverTakes();
        }
    }

    /** Ends every connection that holds rows of the log. */
    abstract void cutWhoeverTakes();

    private void aRowOfEach() {
        Direct.execute(
                url,
                "INSERT INTO users VALUES (1,'A','a@example.com'), (2,'B','b@example.com'), (3,'C','c@example.com')",
                "INSERT INTO departments (id, name) VALUES (1,'A'), (2,'B')",
                "INSERT INTO employees (id, name, job_title, dept_id) VALUES (1,'A','B',1)",
                "INSERT INTO orders (orderid, orderdate, customerid, netamount, tax, totalamount)"
                        + " VALUES (1,'2024-01-01',42,1,0,1)",
                "INSERT INTO products (prod_id, category, title, actor, price, common_prod_id) VALUES (1,1,'A','B',1,1)");
        told();
    }

    @ParameterizedTest
    @CsvSource({
        "users,name = 'X' WHERE id = 1",
        "users,email = 'x@example.com' WHERE id = 1",
        "departments,name = 'X' WHERE id = 1",
        "employees,name = 'X'",
        "employees,job_title = 'X'",
        "employees,dept_id = 2",
        "orders,orderdate = '2024-01-02'",
        "orders,customerid = 7",
        "orders,netamount = 2",
        "orders,tax = 2",
        "orders,totalamount = 2",
        "products,title = 'X'",
        "products,price = 2",
        "products,stock = 2"
    })
    void each_column_that_is_cached_is_watched_and_raises_the_version(String table, String change) {
        aRowOfEach();
        Direct.execute(url, "UPDATE %s SET %s".formatted(table, change));
        assertEquals(List.of(table + ":1@2"), told());
        Direct.execute(url, "UPDATE %s SET %s".formatted(table, change));
        assertEquals(List.of(), told(), "the same again is no change");
        assertEquals(List.of("2"), Direct.ask(url, "SELECT max(version) FROM " + table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"views = views + 1", "actor = 'X'", "category = 9", "special = 1"})
    void what_is_not_cached_of_a_product_is_not_watched(String change) {
        aRowOfEach();
        Direct.execute(url, "UPDATE products SET " + change);
        assertEquals(List.of(), told());
        assertEquals(List.of("1"), Direct.ask(url, "SELECT version FROM products"));
    }

    @Test
    void one_statement_tells_of_each_row_that_it_changed_and_of_no_other() {
        aRowOfEach();
        Direct.execute(url, "UPDATE users SET name = 'B' WHERE id IN (1, 2)");
        assertEquals(List.of("users:1@2"), told());
        Direct.execute(url, "DELETE FROM users WHERE id > 1");
        assertEquals(Set.of("users:2@1", "users:3@1"), new TreeSet<>(told()));
    }

    @Test
    void a_version_rises_once_whoever_raises_it_and_never_falls() {
        aRowOfEach();
        here.users().change(new UserId(1), old -> new User(old.id(), new UserName("Z"), old.email()));
        here.products().stock(new ProductId(1), new Stock(5));
        assertEquals(List.of("users:1@2", "products:1@2"), told());
        Direct.execute(url, "UPDATE users SET name = 'Y', version = 1 WHERE id = 1");
        Direct.execute(url, "UPDATE users SET name = 'X', version = 9 WHERE id = 1");
        assertEquals(List.of("users:1@3", "users:1@9"), told());
    }

    @Test
    void a_thousand_rows_of_one_statement_are_told_one_by_one_and_more_as_the_whole_table() {
        Direct.execute(url, users(1, 1_000));
        assertEquals(
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(id -> "users:" + id + "@1")
                        .collect(Collectors.toSet()),
                Set.copyOf(told()));
        Direct.execute(url, users(2_001, 3_001));
        assertWhole("insert");
        Direct.execute(url, "UPDATE users SET name = 'X' WHERE id <= 1000");
        assertEquals(1_000, told().size());
        Direct.execute(url, "UPDATE users SET name = 'Y'");
        assertWhole("update");
        Direct.execute(url, "DELETE FROM users");
        assertWhole("delete");
    }

    @Test
    void a_large_change_after_small_ones_of_the_same_transaction_tells_of_all() {
        Typed.begin(url)
                .execute(users(1, 3))
                .execute(users(10, 2_000))
                .execute(users(3_000, 3_000))
                .commit();
        List<String> told = told();
        assertTrue(told.contains("users:*"), told::toString);
        assertTrue(told.contains("users:3000@1"), told::toString);
    }

    @Test
    void a_large_change_that_is_rolled_back_is_not_told_and_hides_none_that_follows() {
        Typed.begin(url).execute(users(1, 2_000)).rollBack();
        assertEquals(List.of(), told());
        Typed savepoints = Typed.begin(url).execute("SAVEPOINT before_it").execute(users(1, 2_000));
        savepoints
                .execute("ROLLBACK TO SAVEPOINT before_it")
                .execute(users(5, 5))
                .commit();
        assertEquals(List.of("users:5@1"), told());
    }

    /** One row for all; MySQL has told of the first thousand before it knows. */
    private void assertWhole(String statement) {
        List<String> told = told();
        assertEquals(1, told.stream().filter("users:*"::equals).count(), statement);
        assertTrue(told.size() <= mostBesideTheWhole() + 1, () -> statement + " told " + told.size());
    }

    /** How many rows of a large change are told one by one beside the whole table. */
    abstract int mostBesideTheWhole();

    static String users(int first, int last) {
        return "INSERT INTO users (id, name, email) VALUES "
                + IntStream.rangeClosed(first, last)
                        .mapToObj(id -> "(" + id + ", 'A', 'a@example.com')")
                        .collect(Collectors.joining(", "));
    }

    @Test
    void the_fleet_beats_at_most_once_a_second() {
        Direct.execute(url, "UPDATE cache_heartbeat SET beaten_at = 0, version = 1", "DELETE FROM cache_change");
        String version = "SELECT version FROM cache_heartbeat";
        for (int asked = 0; asked < 5; asked++) {
            assertEquals(Optional.empty(), log().deafness());
            assertEquals(Optional.empty(), elsewhere.changes().deafness());
        }
        long first = Long.parseLong(Direct.ask(url, version).getFirst());
        Opened.awaitTrue(Duration.ofSeconds(5), () -> {
            log().deafness();
            return Long.parseLong(Direct.ask(url, version).getFirst()) > first;
        });
    }

    @Test
    void a_beat_that_another_is_making_is_not_waited_for() {
        Direct.execute(url, "UPDATE cache_heartbeat SET beaten_at = 0", "DELETE FROM cache_change");
        Typed other = Typed.begin(url).execute("SELECT id FROM cache_heartbeat FOR UPDATE");
        assertEquals(Optional.empty(), log().deafness());
        other.rollBack();
    }

    @Test
    void deafness_says_how_to_put_back_a_heartbeat_that_was_removed() {
        Direct.execute(url, "DELETE FROM cache_heartbeat");
        String said = log().deafness().orElseThrow();
        assertTrue(said.contains("INSERT INTO cache_heartbeat"), said);
        Direct.execute(url, "INSERT INTO cache_heartbeat (id, beaten_at) VALUES (1, 0)", "DELETE FROM cache_change");
        assertEquals(Optional.empty(), log().deafness());
    }

    @Test
    void a_row_of_the_log_that_names_no_table_is_passed_over() {
        Direct.execute(
                url,
                "INSERT INTO cache_change (table_name, changed_at) VALUES ('No Table', 0)",
                "INSERT INTO cache_change (table_name, changed_at) VALUES ('users', 0)");
        assertEquals(List.of("users:*"), told());
    }
}
