package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.MemcachedServer;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/** The script that a person runs against {@code ./larder dev}. */
final class TutorialCommandsTest {
    private static final String PASSWORD = "a password for this test";
    private static final Path SCRIPT = Path.of("../docs/tutorials/check.sh");

    @Test
    void the_tutorials_commands_on_postgresql_and_valkey() throws Exception {
        onValkey(PostgresServer.shared());
    }

    @Test
    void the_tutorials_commands_on_mysql_and_valkey() throws Exception {
        onValkey(MySqlServer.shared());
    }

    @Test
    void the_tutorials_commands_on_postgresql_and_memcached() throws Exception {
        try (MemcachedServer memcached = MemcachedServer.start()) {
            run(PostgresServer.shared(), Map.of("LARDER_CACHE", "memcached", "LARDER_MEMCACHED_URL", memcached.url()));
        }
    }

    @Test
    void the_tutorials_commands_on_postgresql_and_memory() throws Exception {
        run(PostgresServer.shared(), Map.of("LARDER_CACHE", "memory"));
    }

    @Test
    void a_count_that_becomes_a_text_fails_and_is_named() throws Exception {
        Said said = withAnswer("{\"count\":\"12000\"}");
        assertEquals(1, said.code(), said.text());
        assertTrue(said.text().contains("FAILED  curl http://127.0.0.1:"), said.text());
        assertTrue(said.text().contains("/count\n"), said.text());
        assertTrue(said.text().contains("got     {\"count\":\"12000\"}"), said.text());
    }

    @Test
    void a_server_without_the_sample_fails() throws Exception {
        assertEquals(1, withAnswer("{\"count\":11999}").code());
    }

    @Test
    void more_than_the_answer_fails() throws Exception {
        assertEquals(1, withAnswer("{\"count\":12000}\nmore").code());
    }

    private static void onValkey(SqlServer server)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (ValkeyServer valkey = ValkeyServer.start()) {
            run(server, Map.of("LARDER_VALKEY_URL", valkey.url() + "?deadline=2000"));
        }
    }

    private static void run(SqlServer server, Map<String, String> cache)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        String database = server.freshDatabase();
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        Map<String, String> settings = new HashMap<>(cache);
        settings.put("LARDER_DATABASE_URL", database);
        settings.put("LARDER_ADMIN_PASSWORD", PASSWORD);
        try (LarderProcess larder = LarderProcess.start(settings)) {
            Eventually.holds(
                    "ready",
                    Duration.ofSeconds(30),
                    () -> larder.get("/health/ready").body().startsWith("{\"status\":\"up\""));
            for (int time = 0; time < 2; time++) {
                Said said = said(larder.address().toString(), database);
                assertEquals(0, said.code(), () -> said.text() + String.join("\n", larder.log()));
                assertTrue(said.text().contains("passed  "), said.text());
                assertFalse(said.text().contains(" is not set"), said.text());
            }
        }
    }

    private static Said withAnswer(String answer) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            return said("http://127.0.0.1:" + server.getAddress().getPort(), "");
        } finally {
            server.stop(0);
        }
    }

    private static Said said(String address, String database) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString(), address).redirectErrorStream(true);
        if (!database.isEmpty()) {
            builder.environment().put("LARDER_ADMIN_PASSWORD", PASSWORD);
            builder.environment()
                    .put(
                            "LARDER_TEST_SQL",
                            String.join(
                                    " ",
                                    List.of(
                                            System.getProperty("java.home") + "/bin/java",
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            DirectSql.class.getName(),
                                            database)));
        }
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "ends");
        return new Said(process.exitValue(), text);
    }

    private record Said(int code, String text) {}
}
