package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import larder.devservices.PostgresServer;
import org.junit.jupiter.api.Test;

/** How the first account comes to be, where sessions are kept in one process. */
final class FirstAccountTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    void the_account_is_made_when_the_database_comes_and_follows_the_setting() {
        try (PostgresServer postgres = PostgresServer.start()) {
            String database = postgres.freshDatabase();
            postgres.kill();
            try (LarderProcess larder = LarderProcess.start(settings(database, "the first password"))) {
                for (int i = 0; i < 12; i++) {
                    assertEquals(503, logIn(larder, "the first password"), "what was not looked at is no guess");
                }
                postgres.restart();
                awaitLog(larder, "account admin was made");
                assertEquals(201, logIn(larder, "the first password"));
                assertTrue(larder.log().stream().anyMatch(line -> line.contains("kept in this process alone")));
                assertFalse(larder.log().toString().contains("the first password"));
            }
            try (LarderProcess larder = LarderProcess.start(settings(database, "the second password"))) {
                awaitLog(larder, "account admin has the password");
                assertEquals(201, logIn(larder, "the second password"));
                assertEquals(401, logIn(larder, "the first password"));
            }
            try (LarderProcess larder = LarderProcess.start(settings(database, ""))) {
                Eventually.holds(
                        "ready", BOUND, () -> larder.get("/health/ready").statusCode() == 200);
                assertEquals(201, logIn(larder, "the second password"), "it is left alone");
                assertTrue(larder.log().stream().anyMatch(line -> line.contains("no account is made")));
            }
        }
    }

    @Test
    void a_password_that_is_too_short_stops_the_start_and_is_not_shown() throws Exception {
        Process process = LarderProcess.launch(settings("postgresql://u:p@127.0.0.1:1/x", "geheim"));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor());
        assertEquals("LARDER_ADMIN_PASSWORD must have at least 12 characters", said.strip());
    }

    private static Map<String, String> settings(String database, String password) {
        return Map.of(
                "LARDER_AUTH",
                "required",
                "LARDER_ADMIN_PASSWORD",
                password,
                "LARDER_DATABASE_URL",
                database,
                "LARDER_CACHE",
                "memory");
    }

    private static void awaitLog(LarderProcess larder, String words) {
        Eventually.holds(words, BOUND, () -> larder.log().stream().anyMatch(line -> line.contains(words)));
    }

    private static int logIn(LarderProcess larder, String password) {
        return larder.post("/sessions", "{\"name\":\"admin\",\"password\":\"" + password + "\"}")
                .statusCode();
    }
}
