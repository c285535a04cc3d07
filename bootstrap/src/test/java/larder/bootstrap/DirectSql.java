package larder.bootstrap;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL behind Larder's back, as an operator types it. As a program: an address as Larder's setting has it, then the SQL. */
final class DirectSql {
    private DirectSql() {}

    public static void main(String[] arguments) throws SQLException {
        execute(arguments[0], arguments[1]);
    }

    static void execute(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The caller closes it. */
    static Connection connect(String url) throws SQLException {
        URI address = URI.create(url);
        String[] login = address.getUserInfo().split(":", 2);
        String jdbc =
                "jdbc:" + address.getScheme() + "://" + address.getHost() + ":" + address.getPort() + address.getPath();
        return DriverManager.getConnection(jdbc, login[0], login[1]);
    }
}
