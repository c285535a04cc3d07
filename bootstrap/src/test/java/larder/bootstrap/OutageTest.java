package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/** The database is killed under a process that serves: what is known is answered, what is not is unavailable, never absent. */
final class OutageTest {
    private static final String ARUN = "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}";
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    void postgresql_killed() {
        killed(PostgresServer.start());
    }

    @Test
    void mysql_killed() {
        killed(MySqlServer.start());
    }

    private static void killed(SqlServer server) {
        try (server;
                ValkeyServer valkey = ValkeyServer.start()) {
            Map<String, String> settings = Map.of(
                    "LARDER_DATABASE_URL",
                    server.freshDatabase(),
                    "LARDER_VALKEY_URL",
                    valkey.url(),
                    "LARDER_CACHE_TTL_SECONDS",
                    "2");
            try (LarderProcess larder = LarderProcess.start(settings)) {
                Eventually.holds(
                        "ready",
                        BOUND,
                        () -> larder.get("/health/ready").body().contains("\"up\"")
                                && larder.get("/users/5").statusCode() == 404);
                assertEquals(201, larder.post("/users", ARUN).statusCode());
                larder.awaitFollowed();
                Eventually.holds(
                        "cached", BOUND, () -> status(larder.get("/users/101")).startsWith("larder; hit"));
                server.kill();
                Eventually.holds(
                        "stands in past its time",
                        BOUND,
                        () -> known(larder.get("/users/101")).contains("stale"));
                HttpResponse<String> unknown = larder.get("/users/102");
                assertEquals(503, unknown.statusCode(), "unavailable is not absent");
                assertTrue(unknown.headers().firstValue("Retry-After").isPresent());
                server.restart();
                Eventually.holds(
                        "mends itself", BOUND, () -> larder.get("/users/102").statusCode() == 404);
                Eventually.holds(
                        "fresh again",
                        BOUND,
                        () -> status(larder.get("/users/101")).startsWith("larder; hit"));
            }
        }
    }

    /** Whatever happens to the database, what was cached is answered. */
    private static String known(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        assertEquals(ARUN, answer.body());
        return status(answer);
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }
}
