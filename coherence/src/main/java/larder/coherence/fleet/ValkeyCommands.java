package larder.coherence.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import larder.devservices.ValkeyServer;
import larder.devservices.backing.ServerAddress;
import larder.devservices.backing.ServerUnavailable;

/** What is said to Valkey past Larder, each by a connection of its own. */
public final class ValkeyCommands {
    private static final int BOUND_MILLIS = 5_000;

    private final ServerAddress address;

    ValkeyCommands(ValkeyServer server) {
        this.address = ServerAddress.of(server.url());
    }

    void flushAll() {
        order("FLUSHALL");
    }

    /** Takes nothing more, as if it were full of what may not be evicted. */
    void beFull() {
        order("CONFIG SET maxmemory 1");
    }

    void haveRoom() {
        order("CONFIG SET maxmemory 0");
    }

    /** Writes the dump that it will come back from. */
    void dump() {
        order("SAVE");
    }

    /** Removes it, where the server runs on this machine's files. */
    void forgetDump() {
        try {
            Files.deleteIfExists(Path.of(folder()).resolve("dump.rdb"));
        } catch (IOException e) {
            throw new ServerUnavailable("Valkey's dump cannot be removed", e);
        }
    }

    /** Takes an entry out, as a server that is short of memory may at any time; false when it cannot be asked. */
    public boolean evict(String key) {
        try {
            return ask("UNLINK " + key, 1).startsWith(":");
        } catch (IOException _) {
            return false;
        }
    }

    private void order(String command) {
        try {
            String reply = ask(command, 1);
            if (!reply.startsWith("+")) {
                throw new ServerUnavailable("Valkey says " + reply + " to " + command);
            }
        } catch (IOException e) {
            throw new ServerUnavailable("Valkey does not take " + command, e);
        }
    }

    /** The reply is an array of two: their lengths take a line each. */
    private String folder() throws IOException {
        return ask("CONFIG GET dir", 5);
    }

    /** Sends an inline command and answers that line of the reply. */
    private String ask(String command, int line) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), BOUND_MILLIS);
            socket.setSoTimeout(BOUND_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int skipped = 1; skipped < line; skipped++) {
                reply.readLine();
            }
            String wanted = reply.readLine();
            if (wanted == null) {
                throw new IOException("Valkey closed the connection");
            }
            return wanted;
        }
    }
}
