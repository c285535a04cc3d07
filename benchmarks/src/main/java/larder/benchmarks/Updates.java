package larder.benchmarks;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A closed loop of eight connections that each update single rows of a table of 20,000 users, by SQL and one by one. */
final class Updates {
    private static final int CONNECTIONS = 8;
    private static final int USERS = 20_000;
    private static final int A_STATEMENT = 500;

    private final String url;
    private final String user;
    private final String password;

    Updates(String database) {
        URI address = URI.create(database);
        String[] login = address.getUserInfo().split(":", 2);
        url = "jdbc:" + address.getScheme() + "://" + address.getHost() + ":" + address.getPort() + address.getPath();
        user = login[0];
        password = login[1];
    }

    /** Fills the table that is watched, and makes a copy that is not. */
    void prepare(String copy) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int first = 1; first < USERS; first += A_STATEMENT) {
                List<String> rows = new ArrayList<>();
                for (int id = first; id < first + A_STATEMENT; id++) {
                    rows.add("(" + id + ", 'User " + id + "', 'user" + id + "@example.com')");
                }
                statement.execute("INSERT INTO users (id, name, email) VALUES " + String.join(", ", rows));
            }
            statement.execute(copy);
            statement.execute("INSERT INTO unwatched (id, name, email) SELECT id, name, email FROM users");
            statement.execute("TRUNCATE TABLE cache_change");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Begins with an empty log. */
    Load.Result run(String table, Duration span) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE TABLE cache_change");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        List<Future<List<Long>>> loops = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int number = 0; number < CONNECTIONS; number++) {
                loops.add(threads.submit(() -> loop(table, span)));
            }
        }
        List<Long> all =
                loops.stream().flatMap(loop -> times(loop).stream()).sorted().toList();
        double p99 = all.get((int) (0.99 * (all.size() - 1))) / 1e6;
        return new Load.Result(all.size() / (double) span.toSeconds(), p99, Double.NaN);
    }

    private List<Long> loop(String table, Duration span) throws SQLException {
        List<Long> times = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE " + table + " SET email = ? WHERE id = ?")) {
            long end = System.nanoTime() + span.toNanos();
            for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
                update.setString(1, begun + "@example.com");
                update.setInt(2, 1 + ThreadLocalRandom.current().nextInt(USERS));
                update.executeUpdate();
                times.add(System.nanoTime() - begun);
            }
        }
        return times;
    }

    private static List<Long> times(Future<List<Long>> loop) {
        try {
            return loop.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection connect() throws SQLException {
        String prepared = url.startsWith("jdbc:mysql") ? "?useServerPrepStmts=true" : "";
        return DriverManager.getConnection(url + prepared, user, password);
    }
}
