package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/** Larder starts without what it stands on, says what is missing, and mends itself. */
final class MendingTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Test
    void starts_without_valkey_serves_and_caches_when_it_comes() {
        try (ValkeyServer valkey = ValkeyServer.start()) {
            valkey.kill();
            String database = PostgresServer.shared().freshDatabase();
            try (LarderProcess larder =
                    LarderProcess.start(Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url()))) {
                Eventually.holds("serves", BOUND, () -> larder.get("/users/1").statusCode() == 404);
                HttpResponse<String> ready = larder.get("/health/ready");
                assertEquals(200, ready.statusCode(), "Larder answers without its cache");
                assertTrue(ready.body().contains("degraded") && ready.body().contains("cache"), ready::body);
                valkey.restart();
                Eventually.holds("mends itself", BOUND, () -> isHit(larder.get("/users/1")));
                Eventually.holds(
                        "says so",
                        BOUND,
                        () -> !larder.get("/health/ready").body().contains("degraded"));
            }
        }
    }

    @Test
    void starts_without_sql_says_so_and_serves_when_it_comes() {
        try (PostgresServer postgres = PostgresServer.start();
                ValkeyServer valkey = ValkeyServer.start()) {
            String database = postgres.freshDatabase();
            postgres.kill();
            try (LarderProcess larder =
                    LarderProcess.start(Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url()))) {
                HttpResponse<String> ready = larder.get("/health/ready");
                assertEquals(503, ready.statusCode());
                assertTrue(ready.body().contains("database"), ready::body);
                assertEquals(200, larder.get("/health/live").statusCode());
                HttpResponse<String> read = larder.get("/users/101");
                assertEquals(503, read.statusCode(), "unavailable is not absent");
                assertTrue(read.headers().firstValue("Retry-After").isPresent());
                postgres.restart();
                Eventually.holds(
                        "mends itself", BOUND, () -> larder.get("/users/101").statusCode() == 404);
                assertEquals(200, larder.get("/health/ready").statusCode());
            }
        }
    }

    private static boolean isHit(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("").startsWith("larder; hit");
    }
}
