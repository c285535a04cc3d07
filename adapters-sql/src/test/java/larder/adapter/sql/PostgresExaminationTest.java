package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larder.devservices.PostgresServer;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;
import org.junit.jupiter.api.Test;

final class PostgresExaminationTest extends ExaminationTests {
    PostgresExaminationTest() {
        super(
                PostgresServer.shared(),
                "DROP TRIGGER larder_update ON users",
                "CREATE USER %1$s PASSWORD '%2$s';GRANT SELECT ON users TO %1$s;"
                        + "GRANT SELECT ON larder_schema_history TO %1$s");
    }

    @Test
    void a_database_that_takes_no_writes_is_not_used() {
        String url = PostgresServer.shared().freshDatabase();
        Direct.execute(
                url, "ALTER DATABASE " + DatabaseUrl.parse(url).database() + " SET default_transaction_read_only = on");
        Health found = SqlDatabase.examine(SqlConfig.of(url)).firstEntry().getValue();
        assertEquals(State.DOWN, found.state());
        assertTrue(found.detail().endsWith("takes no writes now, as a replica does: name the primary"), found::detail);
    }
}
