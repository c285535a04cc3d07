package larder.bootstrap;

import larder.devservices.PostgresServer;

final class PostgresConditionalTest extends ConditionalTests {
    PostgresConditionalTest() {
        super(PostgresServer.start());
    }
}
