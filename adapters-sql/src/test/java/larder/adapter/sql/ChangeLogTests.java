package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import larder.contracts.ChangeLogContract;
import larder.contracts.DirectTransaction;
import larder.devservices.SqlServer;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.port.Change;
import larder.domain.port.ChangeLog;
import larder.domain.port.RepositoryUnavailable;
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
        // The next who asks for deafness beats and looks.
        Direct.execute(url, "UPDATE cache_heartbeat SET beaten_at = 0", "DELETE FROM cache_change");
    }

    @AfterAll
    void close() {
        Opened.close(elsewhere, here);
        server.close();
    }

    String url() {
        return url;
    }

    ChangeLog logElsewhere() {
        return elsewhere.changes();
    }

    SqlServer server() {
        return server;
    }

    ChangeLog log() {
        return here.changes();
    }

    ChangeLog elsewhere() {
        return elsewhere.changes();
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
            case Change.Row(String table, String id, OptionalLong version, Optional<String> _, Optional<String> _) ->
                table + ":" + id + (version.isPresent() ? "@" + version.getAsLong() : "");
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
        protected DirectTransaction begin() {
            return Typed.begin(url);
        }

        @Override
        protected void cutTheTaker() {
            cutWhoeverTakes();
        }
    }

    @Nested
    final class Large extends LargeChangeTests {
        @Override
        String url() {
            return url;
        }

        @Override
        List<String> told() {
            return ChangeLogTests.this.told();
        }

        @Override
        int mostBesideTheWhole() {
            return ChangeLogTests.this.mostBesideTheWhole();
        }
    }

    @Nested
    final class Beats extends HeartbeatTests {
        @Override
        String url() {
            return url;
        }

        @Override
        ChangeLog log() {
            return here.changes();
        }

        @Override
        ChangeLog elsewhere() {
            return elsewhere.changes();
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
        assertEquals(Set.of("users:2", "users:3"), new TreeSet<>(told()));
    }

    @Test
    void a_version_rises_once_whoever_raises_it_and_never_falls() {
        aRowOfEach();
        here.users().change(new UserId(1), old -> new User(old.id(), new UserName("Z"), old.email()));
        here.products().stock(new ProductId(1), _ -> new Stock(5));
        assertEquals(List.of("users:1@2", "products:1@2"), told());
        Direct.execute(url, "UPDATE users SET name = 'Y', version = 1 WHERE id = 1");
        Direct.execute(url, "UPDATE users SET name = 'X', version = 9 WHERE id = 1");
        assertEquals(List.of("users:1@3", "users:1@9"), told());
    }

    @Test
    void deafness_says_that_the_log_is_gone() {
        Direct.execute(url, "UPDATE cache_heartbeat SET beaten_at = 0", "ALTER TABLE cache_change RENAME TO aside");
        try {
            assertThrows(RepositoryUnavailable.class, () -> log().backlog());
            String said = log().deafness().orElseThrow();
            assertTrue(said.contains("no table cache_change"), said);
        } finally {
            Direct.execute(url, "ALTER TABLE aside RENAME TO cache_change");
        }
        assertEquals(Optional.empty(), log().deafness());
    }

    /** How many rows of a large change are told one by one beside the whole table. */
    abstract int mostBesideTheWhole();

    @Test
    void a_row_of_the_log_that_names_no_table_is_passed_over() {
        Direct.execute(
                url,
                "INSERT INTO cache_change (table_name, changed_at) VALUES ('No Table', 0)",
                "INSERT INTO cache_change (table_name, changed_at) VALUES ('users', 0)");
        assertEquals(List.of("users:*"), told());
    }
}
