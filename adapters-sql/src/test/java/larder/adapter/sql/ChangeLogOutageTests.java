package larder.adapter.sql;

import java.time.Duration;
import larder.contracts.ChangeLogOutageContract;
import larder.devservices.SqlServer;
import larder.domain.port.ChangeLog;
import larder.domain.port.RepositoryUnavailable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The log of changes on a real server of one make that is frozen and killed. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ChangeLogOutageTests {
    /** What this machine may add to a bound when it is busy with other things. */
    private static final Duration SLACK = Duration.ofMillis(700);

    private final SqlServer server;
    private final SqlConfig config;
    private final SqlDatabase database;

    ChangeLogOutageTests(SqlServer server) {
        this.server = server;
        config = SqlConfig.of(server.freshDatabase()).withPoolSize(2);
        database = SqlDatabase.open(config);
    }

    @BeforeAll
    void migrate() {
        Opened.awaitMigrated(database);
        database.changes().backlog();
    }

    @AfterAll
    void close() {
        Opened.close(database);
        server.close();
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    final class Frozen extends ChangeLogOutageContract {
        @BeforeAll
        void freeze() {
            server.pause();
        }

        @AfterAll
        void thaw() {
            server.resume();
        }

        @Override
        protected ChangeLog outOfOrder() {
            return database.changes();
        }

        @Override
        protected Duration bound() {
            return config.worstCase().plus(SLACK);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    final class Killed extends ChangeLogOutageContract {
        @BeforeAll
        void kill() {
            server.kill();
        }

        @AfterAll
        void comesBackByItself() {
            server.restart();
            Opened.awaitTrue(Duration.ofSeconds(15), () -> {
                try {
                    database.changes().backlog();
                    return true;
                } catch (RepositoryUnavailable notYet) {
                    return false; // asked again until the deadline
                }
            });
        }

        @Override
        protected ChangeLog outOfOrder() {
            return database.changes();
        }

        @Override
        protected Duration bound() {
            return config.worstCase().plus(SLACK);
        }
    }
}
