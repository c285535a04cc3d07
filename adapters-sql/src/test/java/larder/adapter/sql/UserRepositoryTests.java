package larder.adapter.sql;

import larder.contracts.UserRepositoryContract;
import larder.contracts.UserRepositoryRaceContract;
import larder.devservices.SqlServer;
import larder.domain.port.UserRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The repository on one make of database, in two processes' worth of pools. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class UserRepositoryTests {
    private final SqlServer server;
    private final String url;
    private final SqlDatabase here;
    private final SqlDatabase elsewhere;

    UserRepositoryTests(SqlServer server) {
        this.server = server;
        url = server.freshDatabase();
        here = SqlDatabase.open(SqlConfig.of(url));
        elsewhere = SqlDatabase.open(SqlConfig.of(url));
    }

    @BeforeAll
    void migrate() {
        Opened.awaitMigrated(here);
        Opened.awaitMigrated(elsewhere);
    }

    @BeforeEach
    void empty() {
        Direct.execute(url, "DELETE FROM users", "UPDATE larder_sequence SET last = 0");
    }

    @AfterEach
    void nothingIsLeftBusy() {
        Opened.assertNoBusyConnection(here);
        Opened.assertNoBusyConnection(elsewhere);
    }

    @AfterAll
    void close() {
        Opened.close(elsewhere, here);
        server.close();
    }

    @Nested
    final class Alone extends UserRepositoryContract {
        @Override
        protected UserRepository repository() {
            return here.users();
        }

        @Override
        protected UserRepository elsewhere() {
            return elsewhere.users();
        }
    }

    @Nested
    final class Racing extends UserRepositoryRaceContract {
        @Override
        protected UserRepository repository() {
            return here.users();
        }

        @Override
        protected UserRepository elsewhere() {
            return elsewhere.users();
        }
    }

    @Nested
    final class Rows extends RowTests {
        @Override
        protected String url() {
            return url;
        }

        @Override
        protected SqlDatabase database() {
            return here;
        }
    }
}
