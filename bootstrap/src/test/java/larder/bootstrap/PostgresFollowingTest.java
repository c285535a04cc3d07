package larder.bootstrap;

import larder.devservices.PostgresServer;

final class PostgresFollowingTest extends FollowingTests {
    PostgresFollowingTest() {
        super(PostgresServer.start());
    }
}
