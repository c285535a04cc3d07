package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larder.devservices.backing.Deadline;
import larder.devservices.backing.ServerAddress;
import org.junit.jupiter.api.Test;

/** What every SQL server does, asked of a real one. */
abstract class SqlServerTest {
    abstract SqlServer start();

    abstract SqlServer shared();

    abstract String version();

    @Test
    void says_its_real_version() throws SQLException {
        String said = Jdbc.ask(ServerAddress.of(shared().url()), "SELECT version()");
        assertTrue(said.startsWith(version()), said);
    }

    @Test
    void a_fresh_database_is_empty_and_nobody_elses() throws SQLException {
        ServerAddress first = ServerAddress.of(shared().freshDatabase());
        ServerAddress second = ServerAddress.of(shared().freshDatabase());
        Jdbc.execute(first, "CREATE TABLE pot (id INT PRIMARY KEY)");
        assertNotEquals(first.database(), second.database());
        assertThrows(SQLException.class, () -> Jdbc.ask(second, "SELECT count(*) FROM pot"));
    }

    @Test
    void text_beyond_ascii_and_utc_are_the_default() throws SQLException {
        ServerAddress fresh = ServerAddress.of(shared().freshDatabase());
        Jdbc.execute(fresh, "CREATE TABLE pot (name VARCHAR(20))");
        Jdbc.execute(fresh, "INSERT INTO pot VALUES ('Käse 🧀')");
        assertEquals("Käse 🧀", Jdbc.ask(fresh, "SELECT name FROM pot"));
        assertTrue(Jdbc.ask(fresh, zoneQuestion()).matches("UTC|\\+00:00"));
    }

    abstract String zoneQuestion();

    @Test
    void shared_is_one_server_that_no_test_can_break() {
        SqlServer shared = shared();
        shared.close();
        assertEquals(shared.port(), shared().port());
        assertThrows(UnsupportedOperationException.class, shared::kill);
        assertThrows(UnsupportedOperationException.class, shared::pause);
        assertThrows(UnsupportedOperationException.class, shared::restart);
    }

    @Test
    void killed_it_refuses_and_restarted_it_has_what_was_committed() throws SQLException {
        try (SqlServer server = start()) {
            ServerAddress fresh = ServerAddress.of(server.freshDatabase());
            Jdbc.execute(fresh, "CREATE TABLE pot (id INT PRIMARY KEY)");
            Jdbc.execute(fresh, "INSERT INTO pot VALUES (7)");
            server.kill();
            assertFalse(accepts(server.port()));
            server.kill();
            server.restart();
            assertEquals("7", Jdbc.ask(fresh, "SELECT id FROM pot"));
            server.restart();
            assertEquals("7", Jdbc.ask(fresh, "SELECT id FROM pot"));
        }
    }

    @Test
    void paused_it_answers_nothing_and_resumed_the_same_question() throws Exception {
        try (SqlServer server = start();
                Connection connection = connect(server);
                ExecutorService asker = Executors.newVirtualThreadPerTaskExecutor()) {
            server.pause();
            Callable<String> question = () -> ask(connection, "SELECT 1");
            Future<String> answer = asker.submit(question);
            assertThrows(TimeoutException.class, () -> answer.get(300, TimeUnit.MILLISECONDS));
            server.resume();
            assertEquals("1", answer.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void killed_while_a_query_runs_it_leaves_no_process() throws Exception {
        try (SqlServer server = start();
                Connection connection = connect(server);
                ExecutorService asker = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> answer = asker.submit(() -> ask(connection, sleepQuestion()));
            ServerAddress address = ServerAddress.of(server.url());
            assertTrue(Deadline.in(Duration.ofSeconds(10)).await(() -> sleepers(address) > 0));
            server.kill();
            assertThrows(Exception.class, () -> answer.get(5, TimeUnit.SECONDS));
            assertEquals(0, serversOnPort(server.port()));
        }
    }

    @Test
    void closed_twice_it_is_gone() {
        SqlServer server = start();
        server.close();
        server.close();
        assertFalse(accepts(server.port()));
        assertEquals(0, serversOnPort(server.port()));
    }

    abstract String sleepQuestion();

    abstract String sleepersQuestion();

    private int sleepers(ServerAddress address) {
        try {
            return Integer.parseInt(Jdbc.ask(address, sleepersQuestion()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long serversOnPort(int port) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(Integer.toString(port)))
                .count();
    }

    private static Connection connect(SqlServer server) throws SQLException {
        return Jdbc.connect(ServerAddress.of(server.url()), "20");
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
