package larder.adapter.sql;

import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;

final class PostgresOutageTest extends OutageTests {
    PostgresOutageTest() {
        super(PostgresServer.start());
    }

    @Override
    protected SqlServer another() {
        return PostgresServer.start();
    }
}
