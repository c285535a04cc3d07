package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import larder.devservices.backing.ServerUnavailable;
import org.junit.jupiter.api.Test;

final class ValkeyServerTest {
    private static String ask(ValkeyServer server, String... words) throws IOException {
        return String.join(" ", Resp.ask(server.address(), words));
    }

    @Test
    void is_valkey_8_unless_it_says_that_it_is_not() throws IOException {
        ValkeyServer server = ValkeyServer.shared();
        String info = ask(server, "INFO", "server");
        boolean redis = server.origin().contains("NOT Valkey");
        assertTrue(redis || info.contains("valkey_version:8."), server.origin() + "\n" + info);
    }

    @Test
    void killed_it_refuses_and_restarted_it_is_empty_on_the_same_port() throws IOException {
        try (ValkeyServer server = ValkeyServer.start()) {
            int port = server.port();
            ask(server, "SET", "jar", "full");
            server.kill();
            assertThrows(ConnectException.class, () -> ask(server, "PING"));
            server.restart();
            assertEquals(port, server.port());
            assertEquals("", ask(server, "GET", "jar"));
        }
    }

    @Test
    void with_a_dump_it_restarts_with_what_was_in_the_dump() throws IOException {
        try (ValkeyServer server = ValkeyServer.start()) {
            ask(server, "SET", "jar", "old");
            ask(server, "SAVE");
            ask(server, "SET", "jar", "new");
            server.kill();
            server.restart();
            assertEquals("old", ask(server, "GET", "jar"));
        }
    }

    @Test
    void paused_it_answers_nothing_and_resumed_it_does() throws IOException {
        try (ValkeyServer server = ValkeyServer.start()) {
            server.pause();
            assertThrows(SocketTimeoutException.class, () -> ask(server, "PING"));
            server.resume();
            assertEquals("PONG", ask(server, "PING"));
        }
    }

    @Test
    void extra_arguments_win_and_a_password_is_in_the_address() throws IOException {
        try (ValkeyServer server =
                ValkeyServer.start("--maxmemory", "8mb", "--appendonly", "yes", "--requirepass", "secret")) {
            assertEquals("valkey://:secret@127.0.0.1:" + server.port(), server.url());
            assertEquals("maxmemory 8388608", ask(server, "CONFIG", "GET", "maxmemory"));
            assertEquals("appendonly yes", ask(server, "CONFIG", "GET", "appendonly"));
        }
    }

    @Test
    void a_server_that_does_not_start_says_why() {
        ServerUnavailable thrown =
                assertThrows(ServerUnavailable.class, () -> ValkeyServer.start("--no-such-setting", "1"));
        assertTrue(String.valueOf(thrown.getMessage()).contains("no-such-setting"), thrown.getMessage());
    }

    @Test
    void servers_started_at_once_have_ports_of_their_own() throws Exception {
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ValkeyServer> start = ValkeyServer::start;
            List<Future<ValkeyServer>> starting =
                    starters.invokeAll(Stream.generate(() -> start).limit(4).toList());
            long ports = starting.stream()
                    .map(Future::resultNow)
                    .map(ValkeyServer::port)
                    .distinct()
                    .count();
            starting.stream().map(Future::resultNow).forEach(ValkeyServer::close);
            assertEquals(4, ports);
        }
    }
}
