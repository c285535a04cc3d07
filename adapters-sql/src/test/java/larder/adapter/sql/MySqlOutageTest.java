package larder.adapter.sql;

import larder.devservices.MySqlServer;
import larder.devservices.SqlServer;

final class MySqlOutageTest extends OutageTests {
    MySqlOutageTest() {
        super(MySqlServer.start());
    }

    @Override
    protected SqlServer another() {
        return MySqlServer.start();
    }
}
