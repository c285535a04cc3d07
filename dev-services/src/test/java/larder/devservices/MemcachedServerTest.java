package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larder.devservices.backing.ServerAddress;
import larder.devservices.backing.ServerUnavailable;
import org.junit.jupiter.api.Test;

final class MemcachedServerTest {
    private static String stat(MemcachedServer server, String name) {
        return stats(server).stream()
                .filter(line -> line.startsWith("STAT " + name + " "))
                .findFirst()
                .orElse("none");
    }

    private static List<String> stats(MemcachedServer server) {
        return LocalMemcached.stats(ServerAddress.of(server.url()));
    }

    @Test
    void is_memcached_1_6_and_the_shared_one_is_not_broken() {
        MemcachedServer server = MemcachedServer.shared();
        assertTrue(stat(server, "version").startsWith("STAT version 1.6"), server.origin());
        assertEquals("memcached://127.0.0.1:" + server.port(), server.url());
        assertThrows(UnsupportedOperationException.class, server::kill);
    }

    @Test
    void killed_it_is_silent_and_restarted_it_is_another_on_the_same_port() {
        try (MemcachedServer server = MemcachedServer.start()) {
            int port = server.port();
            String pid = stat(server, "pid");
            server.kill();
            assertEquals(List.of(), stats(server));
            server.restart();
            assertEquals(port, server.port());
            assertTrue(stat(server, "pid").matches("STAT pid \\d+")
                    && !stat(server, "pid").equals(pid));
        }
    }

    @Test
    void paused_it_answers_nothing_and_resumed_it_does() {
        try (MemcachedServer server = MemcachedServer.start()) {
            server.pause();
            assertEquals(List.of(), stats(server));
            server.resume();
            assertTrue(stat(server, "pid").matches("STAT pid \\d+"));
        }
    }

    @Test
    void extra_arguments_win() {
        try (MemcachedServer server = MemcachedServer.start("--memory-limit=32")) {
            assertEquals("STAT limit_maxbytes 33554432", stat(server, "limit_maxbytes"));
        }
    }

    @Test
    void a_server_that_does_not_start_says_why() {
        ServerUnavailable thrown =
                assertThrows(ServerUnavailable.class, () -> MemcachedServer.start("--no-such-setting"));
        assertTrue(String.valueOf(thrown.getMessage()).contains("no-such-setting"), thrown.getMessage());
    }
}
