package larder.coherence.fleet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import larder.devservices.backing.ServerAddress;

/** SQL behind the application's back: a connection of its own, each statement committed by itself. Used by one thread. */
public final class DirectSql implements AutoCloseable {
    private static final int SECONDS = 10;

    private final Connection connection;

    public DirectSql(String database) {
        ServerAddress address = ServerAddress.of(database);
        boolean mysql = address.scheme().equals("mysql");
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("socketTimeout", SECONDS + (mysql ? "000" : ""));
        try {
            connection = DriverManager.getConnection(
                    "jdbc:%s://%s:%d/%s"
                            .formatted(
                                    mysql ? "mysql" : "postgresql", address.host(), address.port(), address.database()),
                    properties);
        } catch (SQLException failed) {
            throw new IllegalStateException("the database cannot be reached past Larder", failed);
        }
    }

    /** How many rows it changed. */
    public int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The first column of the first row. */
    public Optional<String> ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /** Locks what is in the log of changes, from now until this is closed, so that no relay takes it. */
    void holdChanges() throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            // Or MySQL would keep others from adding to the log, too.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        ask("SELECT id FROM cache_change FOR UPDATE SKIP LOCKED");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException("a connection to the database does not close", failed);
        }
    }
}
