package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import larder.devservices.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

final class PostgresChangeLogTest extends ChangeLogTests {
    PostgresChangeLogTest() {
        super(PostgresServer.shared());
    }

    @Override
    void cutWhoeverTakes() {
        List<String> cut = Direct.ask(
                url(),
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE relation = 'cache_change'::regclass"
                        + " AND mode = 'RowShareLock' AND pid <> pg_backend_pid()");
        assertEquals(List.of("t"), cut);
    }

    @Override
    int mostBesideTheWhole() {
        return 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "orders", "products", "employees", "departments, employees"})
    void truncate_is_told_as_the_whole_table_r14(String tables) {
        Direct.execute(url(), "TRUNCATE " + tables);
        assertEquals(
                List.of(tables.split(", ")).stream()
                        .map(table -> table + ":*")
                        .sorted()
                        .toList(),
                told().stream().sorted().toList());
    }

    @Test
    void copy_is_told_r14() throws SQLException, IOException {
        try (Connection connection = Direct.connect(url())) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY users (id, name, email) FROM STDIN", new StringReader("1\tA\ta@b.c\n2\tB\tb@b.c\n"));
        }
        assertEquals(Set.of("users:1@1", "users:2@1"), new TreeSet<>(told()));
    }

    @Test
    void a_session_in_the_role_of_a_replica_is_told_of() {
        Typed.begin(url())
                .execute("SET LOCAL session_replication_role = replica")
                .execute(Direct.users(1, 1))
                .execute("UPDATE users SET name = 'B'")
                .commit();
        assertEquals(List.of("users:1@1", "users:1@2"), told());
    }

    @Test
    void whoever_may_change_the_table_is_told_of_whatever_his_search_path() {
        Direct.execute(url(), "CREATE ROLE a_weak_one", "GRANT ALL ON users TO a_weak_one");
        try {
            Typed.begin(url())
                    .execute("SET LOCAL ROLE a_weak_one")
                    .execute("SET LOCAL search_path = ''")
                    .execute("INSERT INTO public.users VALUES (1,'A','a@example.com')")
                    .execute("UPDATE public.users SET name = 'B'")
                    .execute(Direct.users(10, 2_000).replace("INTO users", "INTO public.users"))
                    .execute("DELETE FROM public.users WHERE id = 1")
                    .commit();
            assertEquals(List.of("users:*", "users:1"), told());
        } finally {
            Direct.execute(url(), "DROP OWNED BY a_weak_one", "DROP ROLE a_weak_one");
        }
    }

    /** The row that has key 2 afterwards has a lower version than the one that had it before. */
    @Test
    void rows_that_move_to_the_keys_of_others_in_one_statement_are_told_without_versions() {
        Direct.execute(
                url(),
                "INSERT INTO users (id, name, email, version) VALUES (2,'B','b@example.com',9), (1,'A','a@example.com',1)");
        told();
        Direct.execute(url(), "UPDATE users SET id = id + 1");
        assertEquals(Set.of("users:1", "users:2", "users:3"), new TreeSet<>(told()));
    }

    @Test
    void rows_that_a_foreign_key_changes_are_told_r12() {
        Direct.execute(
                url(),
                "INSERT INTO departments (id, name) VALUES (1,'A'), (2,'B')",
                "INSERT INTO employees (id, name, job_title, dept_id) VALUES (1,'A','B',1), (2,'A','B',2)",
                "ALTER TABLE employees DROP CONSTRAINT employees_department,"
                        + " ADD CONSTRAINT employees_department FOREIGN KEY (dept_id) REFERENCES departments (id)"
                        + " ON DELETE CASCADE ON UPDATE CASCADE");
        try {
            told();
            assertEquals(Optional.empty(), log().deafness());
            Direct.execute(url(), "DELETE FROM departments WHERE id = 1");
            assertEquals(Set.of("departments:1", "employees:1"), new TreeSet<>(told()));
            Direct.execute(url(), "UPDATE departments SET id = 3 WHERE id = 2");
            assertEquals(Set.of("departments:2", "departments:3", "employees:2@2"), new TreeSet<>(told()));
        } finally {
            Direct.execute(
                    url(),
                    "ALTER TABLE employees DROP CONSTRAINT employees_department,"
                            + " ADD CONSTRAINT employees_department FOREIGN KEY (dept_id) REFERENCES departments (id)");
        }
    }

    @Test
    void deafness_names_each_trigger_that_is_not_on_for_everybody() {
        for (String table : Recording.WATCHED) {
            for (String event : List.of("version", "insert", "update", "delete", "truncate")) {
                String trigger = "TRIGGER larder_" + event;
                for (String state : List.of("DISABLE ", "ENABLE ", "ENABLE REPLICA ")) {
                    Direct.execute(url(), "ALTER TABLE %s %s %s".formatted(table, state, trigger));
                    String said = log().deafness().orElseThrow();
                    assertTrue(said.contains("is trigger larder_" + event + " of " + table + ";"), said);
                }
                Direct.execute(url(), "ALTER TABLE %s ENABLE ALWAYS %s".formatted(table, trigger));
            }
        }
        assertEquals(Optional.empty(), log().deafness());
    }

    @Test
    void deafness_finds_a_trigger_that_does_not_do_its_work() {
        Direct.execute(
                url(),
                "ALTER FUNCTION larder_record_cache_heartbeat_update() RENAME TO aside",
                "CREATE FUNCTION larder_record_cache_heartbeat_update() RETURNS trigger LANGUAGE plpgsql"
                        + " AS 'BEGIN RETURN NULL; END'",
                "CREATE OR REPLACE TRIGGER larder_update AFTER UPDATE ON cache_heartbeat FOR EACH STATEMENT"
                        + " EXECUTE FUNCTION larder_record_cache_heartbeat_update()",
                "ALTER TABLE cache_heartbeat ENABLE ALWAYS TRIGGER larder_update");
        try {
            for (int asked = 0; asked < 2; asked++) {
                String said = log().deafness().orElseThrow();
                assertTrue(said.contains("does not record changes"), said);
            }
        } finally {
            Direct.execute(
                    url(),
                    "CREATE OR REPLACE TRIGGER larder_update AFTER UPDATE ON cache_heartbeat"
                            + " REFERENCING OLD TABLE AS larder_old NEW TABLE AS larder_new FOR EACH STATEMENT"
                            + " EXECUTE FUNCTION aside()",
                    "DROP FUNCTION larder_record_cache_heartbeat_update()",
                    "ALTER FUNCTION aside() RENAME TO larder_record_cache_heartbeat_update",
                    "ALTER TABLE cache_heartbeat ENABLE ALWAYS TRIGGER larder_update");
        }
        assertEquals(Optional.empty(), log().deafness());
    }

    @Test
    void what_one_process_finds_the_others_find_as_their_beats_are_due_still() {
        Direct.execute(url(), "ALTER TABLE users DISABLE TRIGGER larder_update");
        try {
            assertTrue(log().deafness().isPresent());
            assertTrue(logElsewhere().deafness().isPresent());
        } finally {
            Direct.execute(url(), "ALTER TABLE users ENABLE ALWAYS TRIGGER larder_update");
        }
        assertEquals(Optional.empty(), logElsewhere().deafness());
        assertEquals(Optional.empty(), log().deafness());
    }

    @Test
    void deafness_finds_heirs_whose_rows_can_be_changed_past_the_triggers() {
        Direct.execute(url(), "CREATE TABLE more_users () INHERITS (users)");
        try {
            String said = log().deafness().orElseThrow();
            assertTrue(said.contains("users has partitions or heirs"), said);
        } finally {
            Direct.execute(url(), "DROP TABLE more_users");
        }
    }

    @Test
    void deafness_finds_a_table_that_was_replaced_by_another() {
        Direct.execute(url(), "ALTER TABLE users RENAME TO users_before", "CREATE TABLE users (LIKE users_before)");
        try {
            String said = log().deafness().orElseThrow();
            assertTrue(said.contains("trigger larder_update of users"), said);
        } finally {
            Direct.execute(url(), "DROP TABLE users", "ALTER TABLE users_before RENAME TO users");
        }
    }
}
