package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.USERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import larder.contracts.Crowd;
import larder.contracts.UserRepositoryOutageContract;
import larder.devservices.SqlServer;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A server of one make that runs and is in no position to answer. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BusyTests {
    private static final Duration SLACK = Duration.ofMillis(700);

    private static final int POOL = 4;

    private final SqlServer server;
    private final String url;
    private final SqlDatabase database;

    BusyTests(SqlServer server) {
        this.server = server;
        url = server.freshDatabase();
        database = SqlDatabase.open(SqlConfig.of(url).withPoolSize(POOL));
    }

    @BeforeAll
    void migrate() {
        Opened.awaitMigrated(database);
    }

    @BeforeEach
    void twoUsers() {
        Direct.execute(url, "DELETE FROM users");
        database.users().add(user(1, "Arun"));
        database.users().add(user(2, "Bea"));
    }

    @AfterEach
    void nothingIsLeftBusy() {
        Opened.assertNoBusyConnection(database);
    }

    @AfterAll
    void close() {
        Opened.close(database);
        server.close();
    }

    @Test
    void ofTwoChangesThatBlockEachOtherOneIsUnavailableAndChangesNothing() {
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        List<Boolean> done = Crowd.together(2, caller -> {
            UserId mine = new UserId(1 + caller);
            UserId others = new UserId(2 - caller);
            try {
                database.users().change(mine, old -> {
                    await(bothHaveOne);
                    database.users().change(others, theirs -> user(theirs.id().value(), "inner " + caller));
                    return user(old.id().value(), "outer " + caller);
                });
                return true;
            } catch (RepositoryUnavailable refused) {
                return false;
            }
        });
        assertTrue(done.contains(false), "nobody was refused, so nothing was tested");
        for (int caller = 0; caller < 2; caller++) {
            String outer = name(1 + caller);
            assertEquals(done.get(caller), outer.equals("outer " + caller), () -> "the outer change of " + outer);
        }
    }

    @Test
    void aTransactionThatADeadlockEndedIsDoneAgain() {
        Queries queries =
                new Queries(database.pool(), DatabaseUrl.parse(url).engine().dialect(), database.migration());
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        List<Integer> tries = Crowd.together(2, caller -> {
            AtomicInteger tried = new AtomicInteger();
            queries.inTransaction(sql -> {
                rename(sql, 1 + caller, "first of " + caller);
                if (tried.incrementAndGet() == 1) {
                    await(bothHaveOne);
                }
                return rename(sql, 2 - caller, "second of " + caller);
            });
            return tried.get();
        });
        assertEquals(3, tries.getFirst() + tries.getLast(), "one was rolled back, once");
        int last = tries.indexOf(2);
        assertEquals("first of " + last, name(1 + last));
        assertEquals("second of " + last, name(2 - last));
    }

    private static int rename(DSLContext sql, int id, String name) {
        return sql.update(USERS).set(USERS.NAME, name).where(USERS.ID.eq(id)).execute();
    }

    @Test
    void aLockThatIsNotGotInTimeIsAnOutage() throws SQLException {
        try (Connection holder = Direct.connect(url);
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("UPDATE users SET name = 'held' WHERE id = 1");
            assertThrows(RepositoryUnavailable.class, () -> database.users().change(new UserId(1), old -> old));
            assertThrows(RepositoryUnavailable.class, () -> database.users().remove(new UserId(1)));
            assertEquals(
                    Optional.of(user(1, "Arun")),
                    database.users().find(new UserId(1)).map(Versioned::value),
                    "reads do not wait");
            holder.rollback();
        }
        assertTrue(database.users().change(new UserId(1), old -> old).isPresent());
    }

    @Test
    void aTableThatIsGoneIsAnOutageAndNotAnEmptyAnswer() {
        Direct.execute(url, "ALTER TABLE users RENAME TO gone");
        try {
            assertThrows(RepositoryUnavailable.class, () -> database.users().find(new UserId(1)));
        } finally {
            Direct.execute(url, "ALTER TABLE gone RENAME TO users");
        }
    }

    @Nested
    final class WithoutAFreeConnection extends UserRepositoryOutageContract {
        private final List<Connection> taken = new ArrayList<>();

        @BeforeEach
        void takeAll() {
            for (int number = 0; number < POOL; number++) {
                taken.add(take());
            }
        }

        @AfterEach
        void giveBack() throws SQLException {
            for (Connection connection : taken) {
                connection.close();
            }
        }

        @Override
        protected UserRepository outOfOrder() {
            return database.users();
        }

        @Override
        protected Duration bound() {
            return Duration.ofMillis(500).plus(SLACK);
        }

        @Test
        void health_isDown() {
            assertEquals(State.DOWN, database.health().check().state());
        }

        private Connection take() {
            try {
                return database.pool().getConnection();
            } catch (SQLException failed) {
                throw new AssertionError("no connection to take", failed);
            }
        }
    }

    @Nested
    final class WithALockedTable extends UserRepositoryOutageContract {
        private Connection holder;

        @BeforeEach
        void lock() {
            holder = lockTables();
        }

        @AfterEach
        void unlock() throws SQLException {
            holder.close();
            Opened.awaitTrue(
                    Duration.ofSeconds(5), () -> database.health().check().state() == State.UP);
        }

        @Override
        protected UserRepository outOfOrder() {
            return database.users();
        }

        @Override
        protected Duration bound() {
            return SqlConfig.of(url).worstCase().plus(SLACK);
        }

        private Connection lockTables() {
            try {
                Connection connection = Direct.connect(url);
                connection.setAutoCommit(false);
                try (Statement lock = connection.createStatement()) {
                    for (String statement : lockStatements()) {
                        lock.execute(statement);
                    }
                }
                return connection;
            } catch (SQLException failed) {
                throw new AssertionError("no lock to take", failed);
            }
        }
    }

    private List<String> lockStatements() {
        return switch (DatabaseUrl.parse(url).engine()) {
            case PostgreSqlEngine postgres -> List.of("LOCK TABLE users, larder_sequence IN ACCESS EXCLUSIVE MODE");
            case MySqlEngine mysql -> List.of("LOCK TABLES users WRITE, larder_sequence WRITE");
        };
    }

    private String name(int id) {
        return database.users()
                .find(new UserId(id))
                .orElseThrow()
                .value()
                .name()
                .value();
    }

    private static User user(int id, String name) {
        return new User(new UserId(id), new UserName(name), new EmailAddress("user" + id + "@example.com"));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failed) {
            throw new AssertionError("the other did not come", failed);
        }
    }
}
