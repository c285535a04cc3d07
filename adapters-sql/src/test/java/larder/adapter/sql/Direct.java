package larder.adapter.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL behind the repository's back, as an operator types it. */
final class Direct {
    private Direct() {}

    static Connection connect(String url) throws SQLException {
        DatabaseUrl address = DatabaseUrl.parse(url);
        Properties driver = new Properties();
        address.parameters().forEach(driver::setProperty);
        driver.setProperty("user", address.user());
        driver.setProperty("password", address.password());
        driver.setProperty(
                "socketTimeout",
                switch (address.engine()) {
                    case PostgreSqlEngine postgres -> "20";
                    case MySqlEngine mysql -> "20000";
                });
        return DriverManager.getConnection(address.jdbcUrl(), driver);
    }

    static void execute(String url, String... statements) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new AssertionError("direct SQL failed", failed);
        }
    }

    /** A statement that inserts users, all alike. */
    static String users(int first, int last) {
        return "INSERT INTO users (id, name, email) VALUES "
                + IntStream.rangeClosed(first, last)
                        .mapToObj(id -> "(" + id + ", 'A', 'a@example.com')")
                        .collect(Collectors.joining(", "));
    }

    /** The rows, the columns of each joined by a bar. */
    static List<String> ask(String url, String query) {
        try (Connection connection = connect(url)) {
            return ask(connection, query);
        } catch (SQLException failed) {
            throw new AssertionError("direct SQL failed", failed);
        }
    }

    static List<String> ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    columns.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }
}
