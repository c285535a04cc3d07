package larder.adapter.sql;

import larder.devservices.PostgresServer;

final class PostgresBusyTest extends BusyTests {
    PostgresBusyTest() {
        super(PostgresServer.shared());
    }
}
