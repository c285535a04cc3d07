package larder.adapter.sql;

import larder.devservices.PostgresServer;

final class PostgresWireTest extends WireTests {
    PostgresWireTest() {
        super(PostgresServer.shared(), "?sslmode=disable");
    }
}
