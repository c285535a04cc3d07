package larder.devservices.backing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With shell scripts for servers, because a race for a port cannot be had from a real one at will. */
final class LocalBackingTest {
    private record Script(String text, List<Integer> ports, List<Path> folders) implements LocalServer {
        static Script of(String text) {
            return new Script(text, new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public String name() {
            return "Script";
        }

        @Override
        public String origin() {
            return "a test";
        }

        @Override
        public void prepare(Path folder) {
            folders.add(folder);
        }

        @Override
        public List<String> command(Path folder, int port) {
            ports.add(port);
            return List.of("sh", "-c", text, "script", Integer.toString(ports.size()), folder.toString());
        }

        @Override
        public boolean ready(Path folder, int port) {
            return Files.exists(folder.resolve("ready"));
        }

        @Override
        public String stopSignal() {
            return "TERM";
        }
    }

    @Test
    void a_port_that_was_taken_meanwhile_is_left_for_another() {
        Script script = Script.of("[ $1 = 1 ] && { echo Address already in use; exit 1; }; : >$2/ready; sleep 60");
        try (LocalBacking backing = LocalBacking.start(script)) {
            assertEquals(2, script.ports().size());
            assertNotEquals(script.ports().getFirst(), backing.port());
            assertEquals(script.ports().getLast(), backing.port());
        }
        assertTrue(Files.notExists(script.folders().getFirst()));
    }

    @Test
    void a_server_that_ends_is_told_with_its_last_words_and_leaves_no_folder() {
        Script script = Script.of("echo the disk is full; exit 3");
        ServerUnavailable thrown = assertThrows(ServerUnavailable.class, () -> LocalBacking.start(script));
        assertTrue(String.valueOf(thrown.getMessage()).contains("the disk is full"), thrown.getMessage());
        assertEquals(1, script.ports().size());
        assertTrue(Files.notExists(script.folders().getFirst()));
    }

    @Test
    void a_free_port_is_free_and_below_those_of_outgoing_connections() {
        int port = FreePort.find();
        assertTrue(port >= 15_000 && port < 32_000);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertTrue(socket.isBound());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
