package larder.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import larder.devservices.backing.ServerAddress;
import larder.devservices.software.SystemPackage;

/**
 * Memcached as a process of ours.
 *
 * @param extra arguments that come last, and so win
 */
record LocalMemcached(Path program, List<String> extra) implements AddressedServer {
    /** Wherever it runs. */
    static final List<String> OPTIONS = List.of("--max-item-size=2m");

    private static final int BOUND_MILLIS = 1_000;
    private static final String PID_FILE = "memcached.pid";

    LocalMemcached {
        extra = List.copyOf(extra);
    }

    static LocalMemcached find(List<String> extra) {
        return new LocalMemcached(SystemPackage.binary("memcached", "memcached"), extra);
    }

    @Override
    public String name() {
        return "Memcached";
    }

    @Override
    public String origin() {
        return "Memcached (" + program + ")";
    }

    @Override
    public void prepare(Path folder) {}

    @Override
    public List<String> command(Path folder, int port) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--listen=127.0.0.1", "--port=" + port));
        command.add("--pidfile=" + folder.resolve(PID_FILE));
        // Root has to say that it means to be root; others are not asked.
        command.add("--user=" + System.getProperty("user.name"));
        command.addAll(OPTIONS);
        command.addAll(extra);
        return command;
    }

    @Override
    public boolean ready(Path folder, int port) {
        try {
            String pid = Files.readString(folder.resolve(PID_FILE)).strip();
            return stats(addressOf(port)).contains("STAT pid " + pid);
        } catch (IOException _) {
            return false; // not yet: asked again until the deadline
        }
    }

    @Override
    public ServerAddress address(int port) {
        return addressOf(port);
    }

    static ServerAddress addressOf(int port) {
        return new ServerAddress("memcached", "", "127.0.0.1", port, "");
    }

    /** The lines that it says of itself; none if it does not answer. */
    static List<String> stats(ServerAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), BOUND_MILLIS);
            socket.setSoTimeout(BOUND_MILLIS);
            // Having answered, it closes the connection: that ends the lines.
            socket.getOutputStream().write("stats\r\nquit\r\n".getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of(); // not yet, or not now: whoever asks knows what that means
        }
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }
}
