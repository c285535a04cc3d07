package larder.adapter.sql;

import larder.devservices.MySqlServer;

final class MySqlChangeLogOutageTest extends ChangeLogOutageTests {
    MySqlChangeLogOutageTest() {
        super(MySqlServer.start());
    }
}
