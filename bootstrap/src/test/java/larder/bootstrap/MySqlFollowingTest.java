package larder.bootstrap;

import larder.devservices.MySqlServer;

final class MySqlFollowingTest extends FollowingTests {
    MySqlFollowingTest() {
        super(MySqlServer.start());
    }
}
