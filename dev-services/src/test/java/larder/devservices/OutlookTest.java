package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import larder.devservices.Outlook.Readiness;
import org.junit.jupiter.api.Test;

/** What is foreseen is what happens, since these tests run with real servers. */
final class OutlookTest {
    @Test
    void every_server_that_tests_run_with_is_foreseen() {
        List<Outlook> all = Outlook.all();
        assertEquals(
                List.of("PostgreSQL", "MySQL", "Valkey", "Memcached"),
                all.stream().map(Outlook::server).toList());
        all.forEach(outlook -> assertNotEquals(Readiness.MISSING, outlook.ready(), outlook::origin));
    }

    @Test
    void each_is_foreseen_from_where_it_then_comes() {
        assertSame(PostgresServer.shared());
        assertSame(MySqlServer.shared());
        assertSame(ValkeyServer.shared());
    }

    private static void assertSame(DevServer server) {
        List<String> ways = List.of("PATH", "package", "Maven artifact", "container", "LARDER_TEST", "Redis");
        String way = ways.stream().filter(server.origin()::contains).findFirst().orElseThrow();
        List<Outlook> alike = Outlook.all().stream()
                .filter(outlook -> server.origin()
                        .toLowerCase(Locale.ROOT)
                        .contains(outlook.server().toLowerCase(Locale.ROOT)))
                .toList();
        assertTrue(
                alike.stream().anyMatch(outlook -> outlook.origin().contains(way)),
                () -> server.origin() + " was not foreseen by " + alike);
    }
}
