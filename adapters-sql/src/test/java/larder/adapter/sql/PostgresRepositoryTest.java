package larder.adapter.sql;

import larder.devservices.PostgresServer;

final class PostgresRepositoryTest extends RepositoryTests {
    PostgresRepositoryTest() {
        super(PostgresServer.shared());
    }
}
