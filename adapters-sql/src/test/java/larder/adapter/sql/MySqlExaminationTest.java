package larder.adapter.sql;

import larder.devservices.MySqlServer;

final class MySqlExaminationTest extends ExaminationTests {
    MySqlExaminationTest() {
        super(
                MySqlServer.shared(),
                "DROP TRIGGER larder_users_update",
                "CREATE USER %1$s@'%%' IDENTIFIED BY '%2$s';GRANT TRIGGER ON %3$s.* TO %1$s@'%%';"
                        + "GRANT SELECT ON users TO %1$s@'%%';GRANT SELECT ON larder_schema_history TO %1$s@'%%'");
    }
}
