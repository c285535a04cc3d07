package larder.adapter.sql;

import larder.devservices.MySqlServer;

final class MySqlRepositoryTest extends RepositoryTests {
    MySqlRepositoryTest() {
        super(MySqlServer.shared());
    }
}
