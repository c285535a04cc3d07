package larder.adapter.sql;

import larder.devservices.PostgresServer;

final class PostgresUserRepositoryTest extends UserRepositoryTests {
    PostgresUserRepositoryTest() {
        super(PostgresServer.shared());
    }
}
