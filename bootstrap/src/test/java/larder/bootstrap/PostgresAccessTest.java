package larder.bootstrap;

import larder.devservices.PostgresServer;

final class PostgresAccessTest extends AccessTests {
    PostgresAccessTest() {
        super(PostgresServer.start());
    }
}
