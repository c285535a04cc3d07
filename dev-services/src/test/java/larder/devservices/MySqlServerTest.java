package larder.devservices;

final class MySqlServerTest extends SqlServerTest {
    @Override
    SqlServer start() {
        return MySqlServer.start();
    }

    @Override
    SqlServer shared() {
        return MySqlServer.shared();
    }

    @Override
    String version() {
        return "8.";
    }

    @Override
    String zoneQuestion() {
        return "SELECT @@session.time_zone";
    }

    @Override
    String sleepQuestion() {
        return "SELECT sleep(15)";
    }

    @Override
    String sleepersQuestion() {
        return "SELECT count(*) FROM information_schema.processlist WHERE state = 'User sleep'";
    }
}
