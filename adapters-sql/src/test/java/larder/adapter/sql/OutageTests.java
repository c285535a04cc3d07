package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import larder.contracts.UserRepositoryOutageContract;
import larder.devservices.SqlServer;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.RepositoryNotReady;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A real server of one make that is frozen and killed. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OutageTests {
    /** What this machine may add to a bound when it is busy with other things. */
    private static final Duration SLACK = Duration.ofMillis(700);

    private static final User ARUN =
            new User(new UserId(101), new UserName("Arun"), new EmailAddress("arun@example.com"));

    private final SqlServer server;
    private final SqlConfig config;
    private final SqlDatabase database;

    OutageTests(SqlServer server) {
        this.server = server;
        config = SqlConfig.of(server.freshDatabase());
        database = SqlDatabase.open(config);
    }

    @BeforeAll
    void migrate() {
        Opened.awaitMigrated(database);
    }

    @BeforeEach
    void works() {
        Opened.awaitTrue(Duration.ofSeconds(15), this::answers);
        database.users().remove(ARUN.id());
        database.users().add(ARUN);
    }

    @AfterAll
    void close() {
        Opened.close(database);
        server.close();
    }

    private boolean answers() {
        try {
            database.users().find(ARUN.id());
            return true;
        } catch (RepositoryUnavailable notYet) {
            return false; // asked again until the deadline
        }
    }

    @Test
    void aReadOnAFreshConnectionEndsWithinTheWorstCaseWhenTheServerIsFrozen() {
        server.pause();
        try {
            long start = System.nanoTime();
            assertThrows(RepositoryUnavailable.class, () -> database.users().find(ARUN.id()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.compareTo(config.worstCase().plus(SLACK)) < 0, () -> "it took " + took);
            assertTrue(took.compareTo(config.answerWait().minus(SLACK)) > 0, () -> "it did not wait: " + took);
        } finally {
            server.resume();
        }
    }

    @Test
    void itIsWellAgainSoonAfterAKill() {
        server.kill();
        assertEquals(State.DOWN, database.health().check().state());
        server.restart();
        Opened.awaitTrue(Duration.ofSeconds(15), this::answers);
        assertEquals(State.UP, database.health().check().state());
        Opened.assertNoBusyConnection(database);
    }

    @Test
    void aChangeWhoseServerIsKilledInTheMiddleIsUnavailableAndChangedNothing() {
        assertThrows(
                RepositoryUnavailable.class,
                () -> database.users().change(ARUN.id(), old -> {
                    server.kill();
                    return new User(old.id(), new UserName("Bea"), old.email());
                }));
        server.restart();
        Opened.awaitTrue(Duration.ofSeconds(15), this::answers);
        assertEquals(Optional.of(ARUN), database.users().find(ARUN.id()).map(Versioned::value));
    }

    @Test
    void aStartWithoutAServerKnowsSoonThatItIsAwayAndNotOnlyNotReady() {
        server.kill();
        SqlDatabase other = SqlDatabase.open(config);
        try {
            Opened.awaitTrue(
                    Duration.ofSeconds(6),
                    () -> !(assertThrows(
                                    RepositoryUnavailable.class,
                                    () -> other.changes().backlog())
                            instanceof RepositoryNotReady));
        } finally {
            server.restart();
            other.close();
        }
    }

    @Test
    void aCloseIsBoundedWhenTheServerIsFrozen() {
        SqlDatabase other = Opened.migrated(config);
        server.pause();
        try {
            assertClosesSoon(other);
        } finally {
            server.resume();
        }
    }

    @Test
    void aCloseIsBoundedWhenTheServerIsFrozenDuringTheMigration() {
        server.pause();
        try {
            assertClosesSoon(SqlDatabase.open(config));
        } finally {
            server.resume();
        }
    }

    private static void assertClosesSoon(SqlDatabase other) {
        long start = System.nanoTime();
        other.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, () -> "it took " + took);
        assertFalse(other.migration().isRunning());
    }

    @Nested
    final class Frozen extends UserRepositoryOutageContract {
        @BeforeEach
        void freeze() {
            server.pause();
        }

        @AfterEach
        void thaw() {
            server.resume();
            Opened.awaitTrue(Duration.ofSeconds(15), OutageTests.this::answers);
            Opened.assertNoBusyConnection(database);
        }

        @Override
        protected UserRepository outOfOrder() {
            return database.users();
        }

        @Override
        protected Duration bound() {
            return config.worstCase().plus(SLACK);
        }

        @Test
        void health_isDownWithinTheBound() {
            assertEquals(State.DOWN, database.health().check().state());
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    final class Killed extends UserRepositoryOutageContract {
        private final SqlServer other = another();
        private final SqlDatabase lost = Opened.migrated(SqlConfig.of(other.freshDatabase()));

        @BeforeAll
        void kill() {
            other.kill();
        }

        @AfterAll
        void close() {
            lost.close();
            other.close();
        }

        @Override
        protected UserRepository outOfOrder() {
            return lost.users();
        }

        @Override
        protected Duration bound() {
            return config.connectionWait().plus(SqlConfig.ALIVE_WAIT).plus(SLACK);
        }
    }

    /** One more server of the same make. */
    protected abstract SqlServer another();
}
