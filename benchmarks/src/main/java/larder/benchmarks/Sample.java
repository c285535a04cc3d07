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

    static void load(String url) {
        try (SqlDatabase database = SqlDatabase.open(SqlConfig.of(url).withSampleData())) {
            database.migrated().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
        addEmployees(URI.create(url));
    }

    private static void addEmployees(URI url) {
        String[] login = url.getUserInfo().split(":", 2);
        String server = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        try (Connection connection = DriverManager.getConnection(server, login[0], login[1]);
                Statement insert = connection.createStatement()) {
            insert.executeUpdate(EMPLOYEES);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
