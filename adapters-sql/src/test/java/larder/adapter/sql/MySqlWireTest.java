package larder.adapter.sql;

import larder.devservices.MySqlServer;

final class MySqlWireTest extends WireTests {
    MySqlWireTest() {
        super(MySqlServer.shared(), "?sslMode=DISABLED&allowPublicKeyRetrieval=true");
    }
}
