package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import larder.devservices.SqlServer;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.UserRepository.Added;
import larder.domain.port.Versioned;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What goes over the wire to one make of database, and what happens when it tears. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WireTests {
    private static final User ARUN =
            new User(new UserId(101), new UserName("Arun"), new EmailAddress("arun@example.com"));
    private static final User BEA = new User(new UserId(101), new UserName("Bea"), new EmailAddress("bea@example.com"));

    private final SqlServer server;
    private final String url;
    private final Wire wire;
    private final SqlDatabase database;

    WireTests(SqlServer server, String parameters) {
        this.server = server;
        url = server.freshDatabase();
        wire = new Wire(server.port());
        String overTheWire = url.replace(":" + server.port() + "/", ":" + wire.port() + "/") + parameters;
        // One connection: none is made while the round trips of another are counted.
        database = SqlDatabase.open(SqlConfig.of(overTheWire).withPoolSize(1));
    }

    @BeforeAll
    void migrate() {
        Opened.awaitMigrated(database);
    }

    @BeforeEach
    void onlyArun() {
        wire.mend();
        Direct.execute(url, "DELETE FROM users", "INSERT INTO users VALUES (101,'Arun','arun@example.com')");
        Opened.awaitTrue(Duration.ofSeconds(15), this::answers);
    }

    @AfterEach
    void nothingIsLeftBusy() {
        Opened.assertNoBusyConnection(database);
    }

    @AfterAll
    void close() {
        Opened.close(database);
        wire.close();
        server.close();
    }

    private boolean answers() {
        try {
            return users().find(ARUN.id()).isPresent();
        } catch (RepositoryUnavailable notYet) {
            return false; // asked again until the deadline
        }
    }

    @Test
    void aFindIsOneRoundTrip() {
        assertEquals(1, roundTripsOf(() -> users().find(ARUN.id())));
    }

    @Test
    void aFindOfManyIsOneRoundTrip() {
        List<UserId> ids = List.of(new UserId(1), new UserId(2), new UserId(101));
        assertEquals(1, roundTripsOf(() -> users().findAll(ids)));
    }

    @Test
    void aFindOfNobodyIsNone() {
        assertEquals(0, roundTripsOf(() -> users().findAll(List.of())));
    }

    @Test
    void aWriteOfOneStatementIsOneRoundTrip() {
        assertEquals(1, roundTripsOf(() -> users().add(ARUN)));
        assertEquals(1, roundTripsOf(() -> users().remove(new UserId(7))));
    }

    @Test
    void aCommitThatTheServerNeverHeardIsUnavailableAndChangedNothing() {
        wire.tearBefore("COMMIT");
        assertThrows(RepositoryUnavailable.class, () -> users().change(ARUN.id(), old -> BEA));
        assertEquals(List.of("Arun"), Direct.ask(url, "SELECT name FROM users"));
    }

    @Test
    void aCommitWhoseAnswerIsLostIsUnavailableThoughItHappened() {
        wire.tearAfter("COMMIT");
        assertThrows(RepositoryUnavailable.class, () -> users().change(ARUN.id(), old -> BEA));
        assertEquals(List.of("Bea"), Direct.ask(url, "SELECT name FROM users"));
    }

    @Test
    void anAdditionWhoseAnswerIsLostIsUnavailableThoughItHappened() {
        // So often that the statement is prepared: from then on only its values are sent.
        roundTripsOf(() -> users().add(ARUN));
        users().remove(ARUN.id());
        wire.tearAfter("arun@example.com");
        assertThrows(RepositoryUnavailable.class, () -> users().add(ARUN));
        wire.mend();
        Opened.awaitTrue(Duration.ofSeconds(15), this::answers);
        assertEquals(Added.ID_TAKEN, users().add(BEA));
        assertEquals(Optional.of(ARUN), users().find(ARUN.id()).map(Versioned::value));
    }

    /** Of the second time in a row: the first may still prepare a statement, or look whether the connection is alive. */
    private int roundTripsOf(Supplier<?> call) {
        int before = 0;
        // More often than the driver waits before it prepares a statement on the server.
        for (int turn = 0; turn < 12; turn++) {
            before = wire.roundTrips();
            assertTrue(call.get() != null);
        }
        return wire.roundTrips() - before;
    }

    private UserRepository users() {
        return database.users();
    }
}
