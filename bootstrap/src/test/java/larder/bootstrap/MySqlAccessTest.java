package larder.bootstrap;

import larder.devservices.MySqlServer;

final class MySqlAccessTest extends AccessTests {
    MySqlAccessTest() {
        super(MySqlServer.start());
    }
}
