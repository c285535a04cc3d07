package larder.adapter.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;

/** Which server a connection leads to, and whether Larder can do with it. */
final class ServerRelease {
    private ServerRelease() {}

    static Health of(Engine engine, Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        String version = server.getDatabaseProductVersion();
        String name = server.getDatabaseProductName() + " " + version;
        if (version.toLowerCase(Locale.ROOT).contains("mariadb")) {
            return new Health(
                    State.DOWN, name + " is not MySQL, and lacks what Larder needs: take MySQL 8 or PostgreSQL");
        }
        if (server.getDatabaseMajorVersion() < engine.oldest()) {
            return new Health(State.DOWN, name + " is too old: Larder needs " + engine.oldest() + " or later");
        }
        if (List.of("1", "on")
                .contains(Recording.texts(connection, engine.readOnlyQuery()).getFirst())) {
            return new Health(State.DOWN, name + " takes no writes now, as a replica does: name the primary");
        }
        return new Health(State.UP, name + " answers");
    }
}
