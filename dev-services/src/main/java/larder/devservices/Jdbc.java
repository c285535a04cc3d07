package larder.devservices;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import larder.devservices.backing.ServerAddress;

/** One short-lived JDBC connection per question, with bounded waits. */
final class Jdbc {
    private static final String CONNECT_SECONDS = "1";
    private static final String SOCKET_SECONDS = "20";

    private Jdbc() {}

    static void execute(ServerAddress address, String sql) throws SQLException {
        try (Connection connection = connect(address, SOCKET_SECONDS);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. For readiness: it waits no longer than a second for an answer. */
    static String ask(ServerAddress address, String sql) throws SQLException {
        try (Connection connection = connect(address, CONNECT_SECONDS);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static Connection connect(ServerAddress address, String socketSeconds) throws SQLException {
        boolean mysql = address.scheme().equals("mysql");
        String unit = mysql ? "000" : "";
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", CONNECT_SECONDS + unit);
        properties.setProperty("socketTimeout", socketSeconds + unit);
        String url = "jdbc:%s://%s:%d/%s"
                .formatted(mysql ? "mysql" : "postgresql", address.host(), address.port(), address.database());
        return DriverManager.getConnection(url, properties);
    }
}
