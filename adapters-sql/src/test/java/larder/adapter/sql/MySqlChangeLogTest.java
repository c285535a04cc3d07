package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import larder.contracts.Actor;
import larder.contracts.Gate;
import larder.devservices.MySqlServer;
import larder.domain.port.ChangeLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlChangeLogTest extends ChangeLogTests {
    MySqlChangeLogTest() {
        super(MySqlServer.shared());
    }

    @Override
    void cutWhoeverTakes() {
        List<String> takers = Direct.ask(
                url(),
                "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_rows_locked > 0"
                        + " AND trx_mysql_thread_id IN (SELECT id FROM information_schema.processlist WHERE db = DATABASE())");
        assertEquals(1, takers.size(), takers::toString);
        Direct.execute(url(), "KILL " + takers.getFirst());
        // The table of transactions is not read anew for who asks often.
        Opened.awaitTrue(
                Duration.ofSeconds(5),
                () -> Direct.ask(url(), "SELECT 1 FROM information_schema.processlist WHERE id = " + takers.getFirst())
                        .isEmpty());
    }

    @Override
    int mostBesideTheWhole() {
        return 1_000;
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "orders", "products", "employees", "departments"})
    void truncate_is_refused_by_the_database_r14(String table) {
        AssertionError refused = assertThrows(AssertionError.class, () -> Direct.execute(url(), "TRUNCATE " + table));
        String cause = String.valueOf(refused.getCause());
        assertTrue(cause.contains("Cannot truncate"), cause);
    }

    @Test
    void the_guard_against_truncation_stays_empty() {
        assertThrows(AssertionError.class, () -> Direct.execute(url(), "INSERT INTO cache_guard (id) VALUES (1)"));
    }

    @Test
    void replace_and_insert_on_duplicate_key_are_told() {
        Direct.execute(url(), "INSERT INTO users VALUES (1,'A','a@example.com')");
        told();
        Direct.execute(
                url(),
                "REPLACE INTO users VALUES (1,'B','a@example.com')",
                "INSERT INTO users VALUES (1,'C','a@example.com') ON DUPLICATE KEY UPDATE name = 'C'",
                "INSERT INTO users VALUES (1,'C','a@example.com') ON DUPLICATE KEY UPDATE name = 'C'");
        assertEquals(List.of("users:1", "users:1@1", "users:1@2"), told());
    }

    @Test
    void a_session_whose_clock_stands_still_hides_nothing() {
        Typed frozen = Typed.begin(url())
                .execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
                .execute("SET timestamp = 1700000000")
                .execute(Direct.users(1, 1_001));
        frozen.execute("COMMIT");
        List<String> whole = told();
        assertTrue(whole.contains("users:*"), whole::toString);
        frozen.execute("UPDATE users SET name = 'B' WHERE id = 1").execute("COMMIT");
        assertFalse(told().isEmpty(), "the record that stood for it was taken");
        frozen.execute("UPDATE users SET name = 'C' WHERE id = 1");
        frozen.execute("COMMIT").execute("UPDATE users SET name = 'D' WHERE id = 1");
        assertFalse(told().contains("users:*"), "what stands for a change is kept back until it is committed");
        frozen.commit();
        assertEquals(List.of("users:*"), told());
    }

    @Test
    void a_taker_does_not_wait_for_rows_that_are_written_at_its_side() {
        Direct.execute(url(), Direct.users(1, 500));
        Typed writing = Typed.begin(url()).execute(Direct.users(1_001, 1_500));
        assertEquals(500, told().size());
        writing.commit();
        assertEquals(500, told().size());
    }

    @Test
    void who_stands_still_while_it_takes_keeps_changes_from_others_for_some_seconds_only() {
        Direct.execute(url(), Direct.users(1, 1));
        Gate taking = new Gate("it stands still");
        try (Actor still = new Actor("still")) {
            Future<Integer> taken = still.begins(() -> log().take(10, _ -> pass(taking)));
            taking.awaitArrivals(1);
            assertEquals(List.of(), told(elsewhere()));
            Opened.awaitTrue(Duration.ofSeconds(20), () -> !told(elsewhere()).isEmpty());
            taking.open();
            assertThrows(AssertionError.class, () -> Actor.outcome(taken), "what it took is not its own any more");
        }
        assertEquals(List.of(), told());
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ON DELETE CASCADE", "ON UPDATE CASCADE", "ON DELETE SET NULL", "ON UPDATE SET NULL"})
    void a_start_is_refused_where_a_foreign_key_would_change_rows_unseen_r12(String rule) throws Exception {
        SqlConfig config = SqlConfig.of(server().freshDatabase()).withPoolSize(2);
        SqlDatabase before = Opened.migrated(config);
        Direct.execute(
                config.url(),
                "ALTER TABLE orders ADD CONSTRAINT hidden FOREIGN KEY (customerid) REFERENCES customers (customerid) "
                        + rule);
        String said = before.changes().deafness().orElseThrow();
        assertTrue(said.contains("hidden of orders"), said);
        SqlDatabase refused = SqlDatabase.open(config);
        ExecutionException why = assertThrows(
                ExecutionException.class,
                () -> refused.migrated().toCompletableFuture().get(30, TimeUnit.SECONDS));
        assertEquals(
                said, assertInstanceOf(UnrecordableSchema.class, why.getCause()).getMessage());
        String health = refused.health().check().detail();
        assertTrue(health.contains("hidden of orders the rules ON DELETE RESTRICT"), health);
        refused.close();
        before.close();
    }

    @Test
    void deafness_names_each_trigger_and_guard_that_is_gone() {
        SqlConfig config = SqlConfig.of(server().freshDatabase()).withPoolSize(2);
        SqlDatabase database = Opened.migrated(config);
        ChangeLog log = database.changes();
        List<String> gone = new ArrayList<>();
        for (String table : List.of("users", "employees", "orders", "products")) {
            String guard = table + "_cannot_be_truncated";
            Direct.execute(config.url(), "ALTER TABLE cache_guard DROP FOREIGN KEY " + guard);
            gone.add("foreign key " + guard + " of cache_guard");
            assertNamed(gone, log.deafness());
        }
        for (String table : TABLES) {
            for (String event : List.of("insert", "version", "update", "delete")) {
                String trigger = "larder_" + table + "_" + event;
                Direct.execute(config.url(), "DROP TRIGGER " + trigger);
                gone.add("trigger " + trigger + " of " + table);
                assertNamed(gone, log.deafness());
            }
        }
        database.close();
    }

    private static void assertNamed(List<String> gone, Optional<String> said) {
        assertTrue(
                gone.stream().allMatch(thing -> said.orElseThrow().contains(thing)),
                () -> said.orElse("nothing") + " does not name all of " + gone);
    }

    @Test
    void deafness_finds_a_heartbeat_that_is_not_recorded() {
        SqlConfig config = SqlConfig.of(server().freshDatabase()).withPoolSize(2);
        SqlDatabase database = Opened.migrated(config);
        Direct.execute(
                config.url(),
                "DROP TRIGGER larder_cache_heartbeat_update",
                "CREATE TRIGGER larder_cache_heartbeat_update AFTER UPDATE ON cache_heartbeat FOR EACH ROW SET @idle = 1");
        for (int asked = 0; asked < 2; asked++) {
            String said = database.changes().deafness().orElseThrow();
            assertTrue(said.contains("does not record changes"), said);
        }
        database.close();
    }
}
