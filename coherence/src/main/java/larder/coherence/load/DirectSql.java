package larder.coherence.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import larder.devservices.backing.ServerAddress;

/** SQL behind the application's back: a connection of its own, each statement committed by itself. Used by one thread. */
final class DirectSql implements AutoCloseable {
    private static final int SECONDS = 10;

    private final Connection connection;

    DirectSql(String database) {
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
    int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The first column of the first row. */
    Optional<String> ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
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
