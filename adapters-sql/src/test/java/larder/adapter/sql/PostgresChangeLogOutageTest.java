package larder.adapter.sql;

import larder.devservices.PostgresServer;

final class PostgresChangeLogOutageTest extends ChangeLogOutageTests {
    PostgresChangeLogOutageTest() {
        super(PostgresServer.start());
    }
}
