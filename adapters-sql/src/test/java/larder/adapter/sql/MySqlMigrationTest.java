package larder.adapter.sql;

import larder.devservices.MySqlServer;
import larder.devservices.SqlServer;

final class MySqlMigrationTest extends MigrationTests {
    MySqlMigrationTest() {
        super(MySqlServer.shared());
    }

    @Override
    protected SqlServer another() {
        return MySqlServer.start();
    }
}
