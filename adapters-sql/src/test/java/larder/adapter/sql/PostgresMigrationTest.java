package larder.adapter.sql;

import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;

final class PostgresMigrationTest extends MigrationTests {
    PostgresMigrationTest() {
        super(PostgresServer.shared());
    }

    @Override
    protected SqlServer another() {
        return PostgresServer.start();
    }
}
