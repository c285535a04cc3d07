package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SequencedMap;
import larder.devservices.SqlServer;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a look at a database of one make finds, before Larder uses it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ExaminationTests {
    private static final String SECRET = "geheim-7";

    private final SqlServer server;
    private final String dropTrigger;
    private final String makeReader;

    /**
     * The tests for one make.
     *
     * @param dropTrigger removes one of Larder's triggers
     * @param makeReader makes the user {@code %1$s} with the password {@code %2$s}, who may read users and the history in database
     *     {@code %3$s}, if they are there, and nothing else
     */
    ExaminationTests(SqlServer server, String dropTrigger, String makeReader) {
        this.server = server;
        this.dropTrigger = dropTrigger;
        this.makeReader = makeReader;
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void a_fresh_database_is_well_and_says_what_a_start_will_do() {
        String url = server.freshDatabase();
        SequencedMap<String, Health> found = look(url);
        assertEquals(List.of("database", "schema"), List.copyOf(found.keySet()));
        assertEquals(State.UP, state(found, "database"));
        assertTrue(detail(found, "database").contains(" answers"), detail(found, "database"));
        assertEquals(
                SchemaHistory.SCRIPTS.size() + " migrations have not run yet: a start runs them, from "
                        + SchemaHistory.SCRIPTS.getFirst() + " on",
                detail(found, "schema"));
        assertEquals(State.UP, state(found, "schema"));
        assertEquals(List.of(), Direct.ask(url, tables(url)), "the look changed something");
    }

    @Test
    void a_migrated_database_is_well_in_every_respect_and_is_left_as_it_was() {
        String url = migrated();
        Direct.execute(url, Direct.users(1, 3));
        List<String> before = changes(url);
        SequencedMap<String, Health> found = look(url);
        assertEquals(List.of("database", "schema", "change log", "rights"), List.copyOf(found.keySet()));
        found.forEach((name, health) -> assertEquals(State.UP, health.state(), name + ": " + health.detail()));
        assertEquals(List.of("3"), Direct.ask(url, "SELECT COUNT(*) FROM users"));
        assertEquals(before, changes(url));
    }

    @Test
    void a_trigger_that_is_not_there_is_named() {
        String url = migrated();
        Direct.execute(url, dropTrigger);
        SequencedMap<String, Health> found = look(url);
        assertEquals(State.DOWN, state(found, "change log"));
        assertTrue(detail(found, "change log").contains("of users"), detail(found, "change log"));
        assertEquals(State.UP, state(found, "rights"));
    }

    @Test
    void a_history_of_another_release_is_not_taken_for_one_that_goes_on() {
        String url = migrated();
        Direct.execute(url, "UPDATE larder_schema_history SET checksum = 1 WHERE installed_rank = 2");
        assertEquals(State.DOWN, state(look(url), "schema"));
    }

    @Test
    void migrations_that_are_still_to_come_are_told_from_those_that_have_run() {
        String url = migrated();
        Direct.execute(url, "DELETE FROM larder_schema_history WHERE installed_rank = 7");
        assertEquals(
                "1 migrations have not run yet: a start runs them, from V7__lives.sql on", detail(look(url), "schema"));
    }

    @Test
    void rights_that_a_user_lacks_are_named() {
        String url = migrated();
        SequencedMap<String, Health> found = look(reader("reader_of_all", url));
        assertEquals(State.UP, state(found, "schema"), detail(found, "schema"));
        String rights = detail(found, "rights");
        assertEquals(State.DOWN, state(found, "rights"));
        assertTrue(rights.contains("UPDATE on users") && rights.contains("SELECT on orders"), rights);
        assertFalse(rights.contains("SELECT on users"), rights);
    }

    @Test
    void who_may_not_make_tables_cannot_migrate() {
        SequencedMap<String, Health> found = look(reader("reader_of_none", server.freshDatabase()));
        assertEquals(State.DOWN, state(found, "schema"), detail(found, "schema"));
        assertTrue(detail(found, "schema").contains("GRANT"), detail(found, "schema"));
    }

    @Test
    void a_wrong_password_is_said_and_not_repeated() {
        DatabaseUrl right = DatabaseUrl.parse(server.freshDatabase());
        SequencedMap<String, Health> found =
                look(url(right.engine(), right.user(), right.host(), right.port(), right.database()));
        assertEquals(State.DOWN, state(found, "database"));
        assertTrue(
                detail(found, "database").endsWith("it refuses the user or the password of its URL"),
                detail(found, "database"));
        assertFalse(found.toString().contains(SECRET), found::toString);
    }

    @Test
    void a_server_that_is_not_there_is_told_from_a_host_that_nobody_knows() {
        DatabaseUrl right = DatabaseUrl.parse(server.freshDatabase());
        String nowhere = detail(look(url(right.engine(), "u", "127.0.0.1", 1, "x")), "database");
        assertTrue(nowhere.contains("nothing answers at its host and port"), nowhere);
        String unknown = detail(look(url(right.engine(), "u", "no-such-host.invalid", 1, "x")), "database");
        assertTrue(unknown.contains("nobody knows the name of its host"), unknown);
    }

    @Test
    void a_database_that_is_not_there_is_said() {
        DatabaseUrl right = DatabaseUrl.parse(server.freshDatabase());
        String none = right.engine().scheme() + "://" + right.user() + ":" + right.password() + "@" + right.host() + ":"
                + right.port() + "/no_such_database";
        assertTrue(detail(look(none), "database").contains("no database of the name"), detail(look(none), "database"));
    }

    private String migrated() {
        String url = server.freshDatabase();
        Opened.close(Opened.migrated(SqlConfig.of(url).withPoolSize(2)));
        return url;
    }

    private String reader(String name, String url) {
        DatabaseUrl address = DatabaseUrl.parse(url);
        for (String statement :
                makeReader.formatted(name, SECRET, address.database()).split(";", -1)) {
            boolean asks = statement.contains(" ON users") || statement.contains("larder_schema_history");
            if (!asks || !Direct.ask(url, tables(url)).isEmpty()) {
                Direct.execute(url, statement);
            }
        }
        return url(address.engine(), name, address.host(), address.port(), address.database());
    }

    private static String url(Engine engine, String user, String host, int port, String database) {
        return engine.scheme() + "://" + user + ":" + SECRET + "@" + host + ":" + port + "/" + database;
    }

    private static List<String> changes(String url) {
        return Direct.ask(url, "SELECT id, table_name, row_id FROM cache_change ORDER BY id");
    }

    private static String tables(String url) {
        String schema = DatabaseUrl.parse(url).engine() instanceof PostgreSqlEngine ? "'public'" : "DATABASE()";
        return "SELECT table_name FROM information_schema.tables WHERE table_schema = " + schema;
    }

    private static SequencedMap<String, Health> look(String url) {
        return SqlDatabase.examine(SqlConfig.of(url));
    }

    private static State state(SequencedMap<String, Health> found, String name) {
        return found.getOrDefault(name, new Health(State.DEGRADED, "not looked at"))
                .state();
    }

    private static String detail(SequencedMap<String, Health> found, String name) {
        return found.getOrDefault(name, new Health(State.DEGRADED, "not looked at"))
                .detail();
    }
}
