package larder.adapter.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import larder.adapter.sql.wire.PostgreSqlSockets;
import larder.domain.InvalidValue;
import org.jooq.SQLDialect;

/** PostgreSQL by pgjdbc. */
record PostgreSqlEngine() implements Engine {
    private static final Map<String, String> PARAMETERS = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "channel_binding", "channelBinding",
            "application_name", "ApplicationName",
            "currentSchema", "currentSchema");
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    @Override
    public String scheme() {
        return "postgresql";
    }

    @Override
    public int defaultPort() {
        return 5432;
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public void parameter(String name, String value, Map<String, String> into) {
        String driverName = Engine.known(PARAMETERS, name);
        if (driverName.equals("sslmode") && !SSL_MODES.contains(value)) {
            throw new InvalidValue("sslmode of the database URL must be one of " + String.join(", ", SSL_MODES));
        }
        into.put(driverName, value);
    }

    @Override
    public void bound(Bounds bounds, Properties driver) {
        String seconds = Long.toString(bounds.answer().toSeconds());
        driver.setProperty("connectTimeout", seconds);
        driver.setProperty("socketTimeout", seconds);
        driver.setProperty("loginTimeout", seconds);
        // A client that dies inside a transaction must not keep its row locks for as long as TCP takes to notice.
        driver.setProperty(
                "options",
                "-c statement_timeout=" + bounds.statement().toMillis() + " -c idle_in_transaction_session_timeout="
                        + bounds.stall().toMillis());
    }

    @Override
    public void tune(Properties driver) {
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("socketFactory", PostgreSqlSockets.class.getName());
        driver.setProperty("ApplicationName", "larder");
        // Lets the driver send its name with the first packet, which saves a round trip for each connection.
        driver.setProperty("assumeMinServerVersion", "12");
        // The detail of an error repeats the values of the row.
        driver.setProperty("logServerErrorDetail", "false");
    }

    @Override
    public int oldest() {
        return 12;
    }

    @Override
    public String readOnlyQuery() {
        return "SHOW transaction_read_only";
    }

    @Override
    public Optional<String> lackingToMigrate(Connection connection) throws SQLException {
        List<String> may =
                Recording.texts(connection, "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)");
        return may.equals(List.of("t"))
                ? Optional.empty()
                : Optional.of("the user may not make tables: GRANT CREATE ON SCHEMA, or name a user who may");
    }

    @Override
    public String aliveQuery() {
        return "";
    }
}
