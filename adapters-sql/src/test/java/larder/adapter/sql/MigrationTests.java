package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import larder.contracts.Crowd;
import larder.devservices.SqlServer;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.user.UserId;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How the database of one make comes to its schema. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MigrationTests {
    private static final UserId ARUN = new UserId(101);

    private final SqlServer server;

    MigrationTests(SqlServer server) {
        this.server = server;
    }

    @AfterAll
    void close() {
        server.close();
    }

    @RepeatedTest(3)
    void threeInstancesThatStartAtOnceOnAnEmptyDatabaseAllCome() {
        SqlConfig config = SqlConfig.of(server.freshDatabase()).withPoolSize(2).withSampleData();
        List<SqlDatabase> instances = Crowd.together(3, caller -> SqlDatabase.open(config));
        instances.forEach(Opened::awaitMigrated);
        instances.forEach(instance -> assertEquals(
                "Arun", instance.users().find(ARUN).orElseThrow().value().name().value()));
        assertEquals(List.of("1"), Direct.ask(config.url(), "SELECT COUNT(*) FROM larder_sequence"));
        Opened.close(instances.toArray(SqlDatabase[]::new));
    }

    @Test
    void sampleDataIsThereAndLeavesAloneWhoeverWasThereBefore() {
        SqlConfig plain = SqlConfig.of(server.freshDatabase()).withPoolSize(2);
        Opened.close(Opened.migrated(plain));
        Direct.execute(plain.url(), "INSERT INTO users VALUES (7,'Cho','cho@example.com')");
        SqlDatabase filled = Opened.migrated(plain.withSampleData());
        assertEquals(List.of("100000"), Direct.ask(plain.url(), "SELECT COUNT(*) FROM users"));
        assertEquals(
                List.of(
                        "7|Cho|cho@example.com|1",
                        "8|User 8|user8@example.com|1",
                        "101|Arun|arun@example.com|1",
                        "100000|User 100000|user100000@example.com|1"),
                Direct.ask(
                        plain.url(),
                        "SELECT id, name, email, version FROM users WHERE id IN (7, 8, 101, 100000) ORDER BY id"));
        assertEquals(100_001, filled.users().nextId().value());
        Opened.close(filled);
        Opened.close(Opened.migrated(plain), Opened.migrated(plain.withSampleData()));
    }

    @Test
    void aHistoryIsCompleteOnceEachScriptRanAndNoLongerWhenOneFailedOrCameInAnotherOrder() throws IOException {
        SqlConfig config = SqlConfig.of(server.freshDatabase()).withPoolSize(2);
        String folder = "larder/db/" + DatabaseUrl.parse(config.url()).engine().scheme();
        assertFalse(isComplete(config, folder));
        Opened.close(Opened.migrated(config));
        assertTrue(isComplete(config, folder));
        String change = "UPDATE larder_schema_history SET %s WHERE version = '2'";
        Direct.execute(config.url(), change.formatted("success = NOT success"));
        assertFalse(isComplete(config, folder));
        Direct.execute(config.url(), change.formatted("success = NOT success"));
        assertTrue(isComplete(config, folder));
        Direct.execute(config.url(), change.formatted("installed_rank = 1000"));
        assertFalse(isComplete(config, folder));
        try (Stream<Path> scripts =
                Files.list(Path.of("src", "main", "resources").resolve(folder))) {
            assertEquals(
                    SchemaHistory.SCRIPTS,
                    scripts.map(script -> script.getFileName().toString())
                            .sorted()
                            .toList());
        }
    }

    private static boolean isComplete(SqlConfig config, String folder) {
        try (HikariDataSource pool = ConnectionPool.forMigration(config)) {
            return SchemaHistory.isComplete(pool, "larder_schema_history", folder);
        }
    }

    @Test
    void sampleDataDoesNotComeBackWhenItWasRemoved() {
        SqlConfig config = SqlConfig.of(server.freshDatabase()).withPoolSize(2).withSampleData();
        Opened.close(Opened.migrated(config));
        Direct.execute(config.url(), "DELETE FROM users WHERE id = 101");
        SqlDatabase again = Opened.migrated(config);
        assertTrue(again.users().find(ARUN).isEmpty());
        Opened.close(again);
    }

    @Test
    void aScriptThatWasAlteredAfterItRanIsRefusedForGood() {
        assertRefusedForGood("UPDATE larder_schema_history SET checksum = 1 WHERE version = '1'");
    }

    @Test
    void aDatabaseOfALaterReleaseIsRefusedForGood() {
        assertRefusedForGood("INSERT INTO larder_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql',"
                + " 1, 'later', 1, " + yes() + ")");
    }

    private void assertRefusedForGood(String spoil) {
        SqlConfig config = SqlConfig.of(server.freshDatabase()).withPoolSize(2);
        Opened.close(Opened.migrated(config));
        Direct.execute(config.url(), spoil);
        assertNeverMigrated(config);
    }

    @Test
    void aDatabaseFullOfOtherThingsIsLeftAlone() {
        SqlConfig config = SqlConfig.of(server.freshDatabase()).withPoolSize(2);
        Direct.execute(config.url(), "CREATE TABLE somebody_elses (id INT)");
        assertNeverMigrated(config);
        assertEquals(
                List.of("somebody_elses"),
                Direct.ask(
                        config.url(),
                        "SELECT table_name FROM information_schema.tables WHERE table_schema NOT IN"
                                + " ('pg_catalog', 'information_schema', 'mysql', 'sys', 'performance_schema')"
                                + " AND table_schema IN ('public', '"
                                + DatabaseUrl.parse(config.url()).database() + "')"));
    }

    private static void assertNeverMigrated(SqlConfig config) {
        SqlDatabase refused = SqlDatabase.open(config);
        ExecutionException said = assertThrows(
                ExecutionException.class,
                () -> refused.migrated().toCompletableFuture().get(30, TimeUnit.SECONDS));
        assertInstanceOf(FlywayException.class, said.getCause());
        Opened.awaitTrue(Duration.ofSeconds(5), () -> !refused.migration().isRunning());
        Health health = refused.health().check();
        assertEquals(State.DOWN, health.state());
        assertTrue(health.detail().contains("migration cannot succeed"), health.detail());
        RepositoryUnavailable read =
                assertThrows(RepositoryUnavailable.class, () -> refused.users().find(ARUN));
        assertInstanceOf(FlywayException.class, read.getCause());
        Opened.close(refused);
    }

    @Test
    void aServerThatComesLaterIsMigratedThen() {
        try (SqlServer late = another()) {
            SqlConfig config = SqlConfig.of(late.freshDatabase()).withPoolSize(2);
            late.kill();
            SqlDatabase database = SqlDatabase.open(config);
            assertThrows(RepositoryUnavailable.class, () -> database.users().find(ARUN));
            Health before = database.health().check();
            assertEquals(State.DOWN, before.state());
            assertTrue(before.detail().contains("not migrated yet"), before.detail());
            late.restart();
            Opened.awaitMigrated(database);
            Opened.awaitTrue(
                    Duration.ofSeconds(10), () -> database.health().check().state() == State.UP);
            assertTrue(database.users().find(ARUN).isEmpty());
            Opened.close(database);
        }
    }

    @Test
    void aCloseEndsAMigrationThatTriesAgainAndAgain() {
        SqlDatabase nowhere = SqlDatabase.open(SqlConfig.of("postgresql://larder:hush@127.0.0.1:1/larder"));
        Health health = nowhere.health().check();
        assertEquals(State.DOWN, health.state());
        assertFalse(health.detail().contains("hush"), health.detail());
        Opened.close(nowhere);
        assertTrue(nowhere.migrated().toCompletableFuture().isCompletedExceptionally());
    }

    private String yes() {
        return server.url().startsWith("mysql") ? "1" : "true";
    }

    /** One more server of the same make, to be broken. */
    protected abstract SqlServer another();
}
