package larder.bootstrap;

import larder.devservices.MySqlServer;

final class MySqlConditionalTest extends ConditionalTests {
    MySqlConditionalTest() {
        super(MySqlServer.start());
    }
}
