package larder.devservices;

final class PostgresServerTest extends SqlServerTest {
    @Override
    SqlServer start() {
        return PostgresServer.start();
    }

    @Override
    SqlServer shared() {
        return PostgresServer.shared();
    }

    @Override
    String version() {
        return "PostgreSQL 18.";
    }

    @Override
    String zoneQuestion() {
        return "SHOW log_timezone"; // the session's own comes with the driver
    }

    @Override
    String sleepQuestion() {
        return "SELECT pg_sleep(15)";
    }

    @Override
    String sleepersQuestion() {
        return "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    }
}
