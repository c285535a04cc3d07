package larder.adapter.sql;

import larder.devservices.MySqlServer;

final class MySqlUserRepositoryTest extends UserRepositoryTests {
    MySqlUserRepositoryTest() {
        super(MySqlServer.shared());
    }
}
