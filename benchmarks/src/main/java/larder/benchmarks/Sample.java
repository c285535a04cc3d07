package larder.benchmarks;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;

/** Larder's schema and sample data on PostgreSQL, and with them a directory of 5,005 employees. */
final class Sample {
    private static final String EMPLOYEES = """
            INSERT INTO employees (id, name, job_title, dept_id)
            SELECT n, 'Employee ' || n, 'Title ' || n % 40, 1 + n % 5 FROM generate_series(6, 5005) AS n""";

    private Sample() {}

    /** The same on PostgreSQL or MySQL, without those employees. */
    static void fill(String url) {
        try (SqlDatabase database = SqlDatabase.open(SqlConfig.of(url).withSampleData())) {
            database.migrated().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static void load(String url) {
        fill(url);
        addEmployees(url);
    }

    /** A connection that has nothing to do with Larder. */
    static Connection connect(String url) throws SQLException {
        URI address = URI.create(url);
        String[] login = address.getUserInfo().split(":", 2);
        String server =
                "jdbc:" + address.getScheme() + "://" + address.getHost() + ":" + address.getPort() + address.getPath();
        return DriverManager.getConnection(server, login[0], login[1]);
    }

    private static void addEmployees(String url) {
        try (Connection connection = connect(url);
                Statement insert = connection.createStatement()) {
            insert.executeUpdate(EMPLOYEES);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
