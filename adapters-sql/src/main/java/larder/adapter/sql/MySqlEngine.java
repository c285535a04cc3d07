package larder.adapter.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import larder.adapter.sql.wire.MySqlSockets;
import larder.domain.InvalidValue;
import org.jooq.SQLDialect;

/** MySQL by Connector/J. */
record MySqlEngine() implements Engine {
    private static final Map<String, String> PARAMETERS = Map.of(
            "sslMode", "sslMode",
            "sslmode", "sslMode",
            "ssl-mode", "sslMode",
            "allowPublicKeyRetrieval", "allowPublicKeyRetrieval",
            "trustCertificateKeyStoreUrl", "trustCertificateKeyStoreUrl",
            "trustCertificateKeyStoreType", "trustCertificateKeyStoreType",
            "trustCertificateKeyStorePassword", "trustCertificateKeyStorePassword");
    private static final List<String> SSL_MODES =
            List.of("DISABLED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY");

    private static final List<String> MIGRATING = List.of(
            "CREATE", "ALTER", "DROP", "INDEX", "REFERENCES", "TRIGGER", "SELECT", "INSERT", "UPDATE", "DELETE");
    private static final String UNSEEN = "unseen";

    @Override
    public String scheme() {
        return "mysql";
    }

    @Override
    public int defaultPort() {
        return 3306;
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.MYSQL;
    }

    @Override
    public void parameter(String name, String value, Map<String, String> into) {
        String driverName = Engine.known(PARAMETERS, name);
        if (!driverName.equals("sslMode")) {
            into.put(driverName, value);
            return;
        }
        String mode = value.toUpperCase(Locale.ROOT);
        if (!SSL_MODES.contains(mode)) {
            throw new InvalidValue("ssl-mode of the database URL must be one of " + String.join(", ", SSL_MODES));
        }
        into.put(driverName, mode);
    }

    @Override
    public void bound(Bounds bounds, Properties driver) {
        String answer = Long.toString(bounds.answer().toMillis());
        driver.setProperty("connectTimeout", answer);
        driver.setProperty("socketTimeout", answer);
        // The server bounds only reads by their time; a write can be slow by waiting for a lock, which is bounded too.
        long lockSeconds = Math.max(1, bounds.statement().toSeconds());
        driver.setProperty(
                "sessionVariables",
                "max_execution_time=" + bounds.statement().toMillis() + ",innodb_lock_wait_timeout=" + lockSeconds
                        + ",lock_wait_timeout=" + lockSeconds
                        // Else a process that stands still would keep its locks for eight hours.
                        + ",wait_timeout=" + bounds.idle().toSeconds());
    }

    @Override
    public void tune(Properties driver) {
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("socketFactory", MySqlSockets.class.getName());
        driver.setProperty("useServerPrepStmts", "true");
        driver.setProperty("cachePrepStmts", "true");
        driver.setProperty("prepStmtCacheSize", "250");
        driver.setProperty("prepStmtCacheSqlLimit", "2048");
        // The driver knows what it set; asking the server again is a round trip for each reset.
        driver.setProperty("useLocalSessionState", "true");
        driver.setProperty("maintainTimeStats", "false");
    }

    @Override
    public int oldest() {
        return 8;
    }

    @Override
    public String readOnlyQuery() {
        return "SELECT @@read_only";
    }

    /** Rights that come by a role, or for a pattern of databases, cannot be read so, and are not found lacking. */
    @Override
    public Optional<String> lackingToMigrate(Connection connection) throws SQLException {
        List<String> granted = Recording.texts(connection, """
                SELECT privilege_type FROM information_schema.user_privileges
                UNION SELECT privilege_type FROM information_schema.schema_privileges WHERE table_schema = DATABASE()
                UNION SELECT '%1$s' FROM information_schema.schema_privileges WHERE table_schema LIKE '%%\\%%%%'
                UNION SELECT '%1$s' FROM information_schema.applicable_roles
                """.formatted(UNSEEN));
        List<String> lacking = granted.contains(UNSEEN)
                ? List.of()
                : MIGRATING.stream().filter(right -> !granted.contains(right)).toList();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("the user lacks " + String.join(", ", lacking) + " on the database: GRANT it");
    }

    @Override
    public String aliveQuery() {
        // The driver turns this into its ping, which keeps to the socket's timeout; isValid would set its own of 1 s.
        return "/* ping */ SELECT 1";
    }
}
