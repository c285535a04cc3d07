package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.devservices.MySqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/** How a process begins and ends. */
final class StartingTest {
    @Test
    void a_wrong_setting_stops_the_start_with_a_sentence_and_no_secret() throws Exception {
        Process process = LarderProcess.launch(Map.of(
                "LARDER_DATABASE_URL",
                "postgresql://larder:geheim@127.0.0.1:1/x",
                "LARDER_CACHE",
                "memory",
                "LARDER_HTTP_PROT",
                "1"));
        String said = said(process);
        assertEquals(2, process.exitValue());
        assertTrue(said.contains("LARDER_HTTP_PROT") && said.contains("LARDER_HTTP_PORT?"), said);
        assertFalse(said.contains("geheim"), said);
    }

    @Test
    void open_writes_are_refused_on_an_address_that_is_not_loopback() throws Exception {
        Process process = LarderProcess.launch(Map.of(
                "LARDER_DATABASE_URL",
                "postgresql://127.0.0.1:1/x",
                "LARDER_CACHE",
                "memory",
                "LARDER_AUTH",
                "open",
                "LARDER_HTTP_HOST",
                "0.0.0.0"));
        String said = said(process);
        assertEquals(2, process.exitValue());
        assertTrue(said.contains("loopback"), said);
    }

    @Test
    void serves_from_mysql_and_stops_cleanly_on_sigterm() {
        try (ValkeyServer valkey = ValkeyServer.start();
                LarderProcess larder = LarderProcess.start(Map.of(
                        "LARDER_DATABASE_URL",
                        MySqlServer.shared().freshDatabase(),
                        "LARDER_VALKEY_URL",
                        valkey.url()))) {
            Eventually.holds(
                    "ready",
                    Duration.ofSeconds(20),
                    () -> larder.get("/health/ready").statusCode() == 200);
            assertEquals(
                    201,
                    larder.post("/users", "{\"name\":\"Arun\",\"email\":\"arun@example.com\"}")
                            .statusCode());
            assertEquals(143, larder.terminate(), "128 + SIGTERM");
            assertTrue(
                    larder.log().getLast().contains("Larder has stopped"),
                    () -> larder.log().toString());
        }
    }

    private static String said(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "ends");
        return output;
    }
}
