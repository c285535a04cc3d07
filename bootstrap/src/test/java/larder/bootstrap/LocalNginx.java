package larder.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larder.devservices.backing.LocalBacking;
import larder.devservices.backing.LocalServer;
import larder.devservices.software.SystemPackage;

/**
 * A real nginx with the configuration that is delivered, in front of one process. What is not on the PATH comes from the operating
 * system's package.
 */
record LocalNginx(Path program, URI larder) implements LocalServer {
    private static final Path DELIVERED = Path.of("../deploy/nginx.conf");
    private static final String CONFIGURATION = "nginx.conf";

    static LocalBacking before(URI larder) {
        return LocalBacking.start(new LocalNginx(SystemPackage.binary("nginx", "nginx"), larder));
    }

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public String origin() {
        return "nginx (" + program + ")";
    }

    @Override
    public void prepare(Path folder) {}

    @Override
    public List<String> command(Path folder, int port) {
        try {
            String delivered = Files.readString(DELIVERED);
            String outer = replaced("127.0.0.1:8080", "127.0.0.1:" + port, delivered);
            String inner = replaced("127.0.0.1:8081", "127.0.0.1:" + freePort(), outer);
            Files.writeString(folder.resolve(CONFIGURATION), replaced("127.0.0.1:8000", larder.getAuthority(), inner));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        // One process, which stays the user that it was started by.
        return List.of(
                program.toString(),
                "-p",
                folder + "/",
                "-c",
                CONFIGURATION,
                "-e",
                "stderr",
                "-g",
                "daemon off; master_process off;");
    }

    /** Whoever takes it first makes nginx end, and this is asked again. */
    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String replaced(String what, String by, String text) {
        if (!text.contains(what)) {
            throw new IllegalStateException(DELIVERED + " does not say " + what);
        }
        return text.replace(what, by);
    }

    /** It writes this file when it listens; a stranger on its port ends it. */
    @Override
    public boolean ready(Path folder, int port) {
        return Files.exists(folder.resolve("nginx.pid"));
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }
}
