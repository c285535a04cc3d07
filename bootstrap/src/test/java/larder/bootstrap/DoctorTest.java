package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.devservices.MemcachedServer;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/** {@code larder doctor}, but for what its script looks at, with real servers that are well, ill or not there. */
final class DoctorTest {
    @Test
    void servers_that_are_well_are_found_so_and_their_secrets_are_not_told() throws Exception {
        try (ValkeyServer valkey = ValkeyServer.start(
                "--requirepass",
                "geheim",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "volatile-lru")) {
            String database = PostgresServer.shared().freshDatabase();
            Said fresh = examine(
                    Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url() + "?deadline=1000"));
            assertEquals(0, fresh.code(), fresh.text());
            for (String name : List.of(
                    "PostgreSQL",
                    "MySQL",
                    "Valkey",
                    "settings",
                    "port",
                    "database",
                    "schema",
                    "cache",
                    "topology",
                    "calls",
                    "memory",
                    "views",
                    "clock")) {
                assertLine(fresh, "ok   %-12s ".formatted(name));
            }
            assertFalse(fresh.text().contains("geheim"), fresh.text());
            String password = database.replaceFirst(".*://[^:]+:([^@]*)@.*", "$1");
            assertFalse(fresh.text().contains(password), fresh.text());
        }
    }

    @Test
    void what_is_ill_is_said_with_how_to_mend_it_and_no_secret() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ValkeyServer valkey = ValkeyServer.start("--requirepass", "right")) {
            String wrong = MySqlServer.shared().freshDatabase().replaceFirst("://([^:]+):[^@]*@", "://$1:geheim@");
            Said ill = examine(Map.of(
                    "LARDER_DATABASE_URL",
                    wrong,
                    "LARDER_VALKEY_URL",
                    "valkey://:geheim@127.0.0.1:" + valkey.port(),
                    "LARDER_HTTP_PORT",
                    Integer.toString(other.getLocalPort())));
            assertEquals(1, ill.code(), ill.text());
            assertLine(ill, "bad  port         " + other.getLocalPort() + " on 127.0.0.1 cannot be listened on");
            assertLine(ill, "it refuses the user or the password of its URL");
            assertLine(ill, "bad  cache        Valkey refuses the user or the password of its address");
            assertFalse(ill.text().contains("geheim"), ill.text());
            assertFalse(ill.text().contains("\tat "), ill.text());
        }
    }

    @Test
    void settings_that_a_start_refuses_are_said_and_nothing_is_asked() throws Exception {
        Said said = examine(Map.of("LARDER_DATABASE_URL", "db2://geheim", "LARDER_CACHE", "memory"));
        assertEquals(1, said.code());
        assertLine(said, "bad  settings     LARDER_DATABASE_URL");
        assertFalse(said.text().contains("geheim"), said.text());
    }

    @Test
    void without_settings_it_says_what_larder_dev_would_take() throws Exception {
        Said said = examine(Map.of("LARDER_HTTP_PORT", "0"));
        assertEquals(0, said.code(), said.text());
        assertLine(said, "for larder dev: from ");
        assertLine(said, "ok   settings     no LARDER_ variable names a server");
        Said misspelt = examine(Map.of("LARDER_DATABSE_URL", "postgresql://u:geheim@h/x", "LARDER_HTTP_PORT", "0"));
        assertEquals(1, misspelt.code());
        assertLine(
                misspelt,
                "bad  settings     LARDER_DATABSE_URL is not a setting of Larder; did you mean LARDER_DATABASE_URL?");
        assertFalse(misspelt.text().contains("geheim"), misspelt.text());
    }

    @Test
    void a_port_on_which_a_larder_serves_already_is_told_from_one_that_another_program_has() throws Exception {
        try (LarderProcess larder = LarderProcess.start(
                Map.of("LARDER_DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x", "LARDER_CACHE", "memory"))) {
            Said said = examine(
                    Map.of("LARDER_HTTP_PORT", Integer.toString(larder.address().getPort())));
            assertEquals(0, said.code(), said.text());
            assertLine(
                    said,
                    "note port         a Larder serves on port "
                            + larder.address().getPort());
        }
    }

    @Test
    void a_memcached_that_answers_is_told_from_one_that_does_not() throws Exception {
        String database = MySqlServer.shared().freshDatabase();
        Map<String, String> settings =
                new HashMap<>(Map.of("LARDER_DATABASE_URL", database, "LARDER_CACHE", "memcached"));
        settings.put("LARDER_MEMCACHED_URL", MemcachedServer.shared().url());
        assertLine(examine(settings), "ok   cache        Memcached answers");
        settings.put("LARDER_MEMCACHED_URL", "memcached://127.0.0.1:1");
        Said away = examine(settings);
        assertEquals(1, away.code(), away.text());
        assertLine(away, "bad  cache        ");
    }

    private static void assertLine(Said said, String part) {
        assertTrue(said.text().lines().anyMatch(line -> line.contains(part)), part + " in\n" + said.text());
    }

    private static Said examine(Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("LARDER_HTTP_PORT", "0");
        Process process = LarderProcess.launch(List.of("doctor"), all);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "ends");
        return new Said(process.exitValue(), text);
    }

    /** What it said, and the code. */
    private record Said(int code, String text) {}
}
