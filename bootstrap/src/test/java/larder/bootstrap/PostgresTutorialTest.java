package larder.bootstrap;

import larder.devservices.PostgresServer;

final class PostgresTutorialTest extends TutorialTests {
    PostgresTutorialTest() {
        super(PostgresServer.start());
    }
}
