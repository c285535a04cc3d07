package larder.bootstrap;

import larder.devservices.MySqlServer;

final class MySqlTutorialTest extends TutorialTests {
    MySqlTutorialTest() {
        super(MySqlServer.start());
    }
}
