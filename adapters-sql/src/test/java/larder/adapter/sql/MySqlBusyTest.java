package larder.adapter.sql;

import larder.devservices.MySqlServer;

final class MySqlBusyTest extends BusyTests {
    MySqlBusyTest() {
        super(MySqlServer.shared());
    }
}
