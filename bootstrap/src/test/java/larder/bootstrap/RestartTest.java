package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import org.junit.jupiter.api.Test;

/** The only process of a fleet is killed, with a removal in its hands that it could not make. */
final class RestartTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String OLD = "{\"id\":101,\"name\":\"Arun\",\"email\":\"old@example.com\"}";
    private static final String NEW = "{\"id\":101,\"name\":\"Arun\",\"email\":\"new@example.com\"}";

    /**
     * Valkey never goes away but for the process, and has all that it had when that comes back. The migration is held up, so that
     * the time before the first look into the log lasts.
     */
    @Test
    void R8_what_was_not_removed_before_the_kill_is_not_answered_after_it_however_long_the_migration_takes()
            throws SQLException {
        String database = PostgresServer.shared().freshDatabase();
        try (ValkeyServer valkey = ValkeyServer.start();
                TcpProxy proxy = TcpProxy.inFrontOf(valkey)) {
            Map<String, String> settings =
                    Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", proxy.url() + "?deadline=500");
            try (LarderProcess first = LarderProcess.start(settings)) {
                Eventually.holds(
                        "ready", BOUND, () -> first.get("/health/ready").body().startsWith("{\"status\":\"up\""));
                assertEquals(201, first.post("/users", OLD).statusCode());
                first.awaitFollowed();
                Eventually.holds(
                        "cached", BOUND, () -> status(first.get("/users/101")).startsWith("larder; hit"));
                proxy.cut();
                assertEquals(200, first.put("/users/101", NEW).statusCode(), "it is acknowledged");
                first.kill();
            }
            proxy.restore();
            try (Connection operator = connect(database);
                    Statement migration = operator.createStatement()) {
                operator.setAutoCommit(false);
                migration.execute("LOCK TABLE larder_schema_history IN ACCESS EXCLUSIVE MODE");
                try (LarderProcess again = LarderProcess.start(settings)) {
                    Eventually.holds(
                            "Valkey is used",
                            BOUND,
                            () -> again.log().stream().anyMatch(line -> line.contains("Valkey answers and is used")));
                    for (int i = 0; i < 20; i++) {
                        HttpResponse<String> answer = again.get("/users/101");
                        assertEquals(503, answer.statusCode(), answer::body);
                    }
                    operator.rollback();
                    Eventually.holds("mends itself", BOUND, () -> {
                        HttpResponse<String> answer = again.get("/users/101");
                        assertTrue(answer.statusCode() == 503 || answer.body().equals(NEW), answer::body);
                        return status(answer).startsWith("larder; hit");
                    });
                }
            }
        }
    }

    private static Connection connect(String url) throws SQLException {
        URI address = URI.create(url);
        String[] login = address.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:" + address.getScheme() + "://" + address.getHost() + ":" + address.getPort() + address.getPath(),
                login[0],
                login[1]);
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }
}
