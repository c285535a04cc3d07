package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void a_port_that_is_taken_is_said_in_a_sentence_and_ends_the_process() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = LarderProcess.launch(Map.of(
                    "LARDER_DATABASE_URL",
                    "postgresql://larder:geheim@127.0.0.1:1/x",
                    "LARDER_CACHE",
                    "memory",
                    "LARDER_HTTP_PORT",
                    Integer.toString(other.getLocalPort())));
            String said = said(process);
            assertEquals(1, process.exitValue(), said);
            assertTrue(
                    said.contains("cannot listen on 127.0.0.1 port " + other.getLocalPort()
                            + ": another program does already; set LARDER_HTTP_HOST and LARDER_HTTP_PORT"),
                    said);
            assertNoTrace(said);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://larder:geheim@127.0.0.1:1/x          | nothing answers at its host and port",
                "mysql://larder:geheim@127.0.0.1:1/x               | nothing answers at its host and port",
                "postgresql://larder:geheim@no-such-host.invalid/x | nobody knows the name of its host",
                "mysql://larder:geheim@no-such-host.invalid/x      | nobody knows the name of its host",
            })
    void a_database_that_is_away_is_said_in_a_sentence_while_larder_serves(String url, String sentence) {
        assertSaid(url, sentence);
    }

    @Test
    void a_wrong_password_of_a_database_is_said_in_a_sentence_while_larder_serves() {
        for (SqlServer server : new SqlServer[] {PostgresServer.shared(), MySqlServer.shared()}) {
            String right = server.freshDatabase();
            String wrong = right.replaceFirst("://([^:]+):[^@]*@", "://$1:geheim@");
            assertSaid(wrong, "it refuses the user or the password of its URL");
        }
    }

    @Test
    void a_valkey_that_refuses_the_password_is_said_in_a_sentence_while_larder_serves() {
        try (ValkeyServer valkey = ValkeyServer.start("--requirepass", "right");
                LarderProcess larder = LarderProcess.start(Map.of(
                        "LARDER_DATABASE_URL",
                        PostgresServer.shared().freshDatabase(),
                        "LARDER_VALKEY_URL",
                        "valkey://:geheim@127.0.0.1:" + valkey.port()))) {
            assertLogged(larder, "Valkey cannot be used yet");
        }
    }

    @Test
    void control_c_stops_it_cleanly() {
        try (LarderProcess larder = LarderProcess.startOnTerminal(
                Map.of("LARDER_DATABASE_URL", "postgresql://larder:geheim@127.0.0.1:1/x", "LARDER_CACHE", "memory"))) {
            assertEquals(130, larder.interrupt(), "128 + SIGINT");
        }
    }

    private static void assertSaid(String url, String sentence) {
        try (LarderProcess larder = LarderProcess.start(Map.of("LARDER_DATABASE_URL", url, "LARDER_CACHE", "memory"))) {
            assertLogged(larder, sentence);
            assertEquals(200, larder.get("/health/live").statusCode());
        }
    }

    private static void assertLogged(LarderProcess larder, String sentence) {
        Eventually.holds(
                sentence,
                Duration.ofSeconds(20),
                () -> larder.log().stream().anyMatch(line -> line.contains(sentence)));
        String said = String.join("\n", larder.log());
        assertNoTrace(said);
        assertFalse(said.contains("geheim"), said);
    }

    private static void assertNoTrace(String said) {
        assertFalse(said.contains("\tat ") || said.contains("Exception:"), said);
    }

    private static String said(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "ends");
        return output;
    }
}
