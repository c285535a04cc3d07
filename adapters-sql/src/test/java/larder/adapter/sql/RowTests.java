package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import larder.domain.InvalidValue;
import larder.domain.port.UnreadableRow;
import larder.domain.port.Versioned;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of the table itself: rows that others write, and how Larder asks for them. */
abstract class RowTests {
    private static final UserId ARUN = new UserId(101);

    protected abstract String url();

    protected abstract SqlDatabase database();

    @Test
    void aRowOfTheTutorialsIsLoadedAndReadAsItIs() {
        Direct.execute(url(), "INSERT INTO users VALUES (101,'Arun','arun@example.com')");
        User arun = new User(ARUN, new UserName("Arun"), new EmailAddress("arun@example.com"));
        assertEquals(Optional.of(arun), database().users().find(ARUN).map(Versioned::value));
    }

    @Test
    void aDirectUpdateIsSeenByTheNextRead() {
        Direct.execute(url(), "INSERT INTO users VALUES (101,'Arun','arun@example.com')");
        database().users().find(ARUN);
        Direct.execute(url(), "UPDATE users SET name = 'Arun Kumar' WHERE id = 101");
        assertEquals("Arun Kumar", name(101));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(101,'','arun@example.com')",
                "(101,' Arun','arun@example.com')",
                "(101,'Arun','arun')",
                "(101,'Arun','a b@example.com')"
            })
    void aRowThatBreaksARuleIsUnreadableAndNotAbsent(String row) {
        Direct.execute(url(), "INSERT INTO users VALUES " + row);
        AtomicInteger changes = new AtomicInteger();
        Stream.of(
                        assertThrows(
                                UnreadableRow.class, () -> database().users().find(ARUN)),
                        assertThrows(
                                UnreadableRow.class, () -> database().users().findAll(List.of(ARUN))),
                        assertThrows(
                                UnreadableRow.class,
                                () -> database().users().change(ARUN, old -> {
                                    changes.incrementAndGet();
                                    return old;
                                })))
                .forEach(said -> {
                    assertEquals("the row of users with id 101 is not a user", said.getMessage());
                    assertInstanceOf(InvalidValue.class, said.getCause());
                });
        assertEquals(0, changes.get());
    }

    @Test
    void theVersionIsOneAtFirstAndRisesWithEachChange() {
        Direct.execute(url(), "INSERT INTO users VALUES (101,'Arun','arun@example.com')");
        assertEquals(List.of("1"), Direct.ask(url(), "SELECT version FROM users"));
        database().users().change(ARUN, old -> old);
        database().users().change(ARUN, old -> old);
        assertEquals(List.of("3"), Direct.ask(url(), "SELECT version FROM users"));
    }

    @Test
    void nextId_skipsIdsThatWereLoadedDirectly() {
        assertEquals(1, database().users().nextId().value());
        Direct.execute(url(), "INSERT INTO users VALUES (500,'Arun','arun@example.com')");
        assertEquals(501, database().users().nextId().value());
        Direct.execute(url(), "DELETE FROM users");
        assertEquals(502, database().users().nextId().value());
    }

    @Test
    void nextId_withoutItsRowSaysWhatToDo() {
        Direct.execute(url(), "DELETE FROM larder_sequence");
        try {
            IllegalStateException said = assertThrows(
                    IllegalStateException.class, () -> database().users().nextId());
            assertTrue(said.toString().contains("INSERT INTO larder_sequence"), said.getMessage());
        } finally {
            Direct.execute(url(), "INSERT INTO larder_sequence (name, last) VALUES ('users', 0)");
        }
    }

    @Test
    void namesThatDifferInCaseOrAccentOnlyAreDifferent() {
        Direct.execute(
                url(),
                "INSERT INTO users VALUES (1,'Zoe','z@example.com')",
                "INSERT INTO users VALUES (2,'zoe','z@example.com')",
                "INSERT INTO users VALUES (3,'Zo\u00eb','z@example.com')");
        assertEquals(List.of("1"), Direct.ask(url(), "SELECT id FROM users WHERE name = 'Zoe'"));
    }

    @Test
    void everyConnectionReadsWhatIsCommitted() throws SQLException {
        String question = switch (DatabaseUrl.parse(url()).engine()) {
            case PostgreSqlEngine postgres -> "SHOW transaction_isolation";
            case MySqlEngine mysql -> "SELECT LOWER(REPLACE(@@transaction_isolation, '-', ' '))";
        };
        try (Connection connection = database().pool().getConnection()) {
            assertEquals(List.of("read committed"), Direct.ask(connection, question));
        }
    }

    @Test
    void aStatementIsGivenUpByTheServerItself() throws SQLException {
        String question = switch (DatabaseUrl.parse(url()).engine()) {
            case PostgreSqlEngine postgres -> "SHOW statement_timeout";
            case MySqlEngine mysql -> "SELECT @@max_execution_time, @@innodb_lock_wait_timeout, @@lock_wait_timeout";
        };
        try (Connection connection = database().pool().getConnection()) {
            String answer = Direct.ask(connection, question).getFirst();
            assertTrue(List.of("1500ms", "1500|1|1").contains(answer), answer);
        }
    }

    @Test
    void aProcessThatStandsStillIsCutOffByTheServerItself() throws SQLException {
        String question = switch (DatabaseUrl.parse(url()).engine()) {
            case PostgreSqlEngine postgres -> "SHOW idle_in_transaction_session_timeout";
            case MySqlEngine mysql -> "SELECT @@wait_timeout";
        };
        try (Connection connection = database().pool().getConnection();
                HikariDataSource changes = ConnectionPool.forChanges(SqlConfig.of(url()));
                Connection taking = changes.getConnection()) {
            String answers = Direct.ask(connection, question).getFirst() + " "
                    + Direct.ask(taking, question).getFirst();
            assertTrue(List.of("6s 1min", "300 10").contains(answers), answers);
        }
    }

    @Test
    void aMistakeInAStatementIsNotAnOutage() {
        User unfit = new User(ARUN, new UserName("Arun"), new EmailAddress("arun@example.com"));
        Direct.execute(url(), "ALTER TABLE users ADD COLUMN needed INT NOT NULL");
        try {
            RuntimeException said = assertThrows(
                    RuntimeException.class, () -> database().users().add(unfit));
            assertFalse(SqlFailures.unavailable(said), () -> said.toString());
            assertFalse(said.toString().contains("arun@example.com"), said.getMessage());
        } finally {
            Direct.execute(url(), "ALTER TABLE users DROP COLUMN needed");
        }
    }

    private String name(int id) {
        return database()
                .users()
                .find(new UserId(id))
                .orElseThrow()
                .value()
                .name()
                .value();
    }
}
