package larder.devservices.backing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import larder.devservices.software.Folders;

/** A server that runs as a process of ours on the loopback address, with its data in a temporary folder. */
public final class LocalBacking implements Backing {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int PORTS_TRIED = 5;
    private static final int TAIL_LINES = 25;

    private final LocalServer server;
    private final Path folder;
    private final int port;
    private ServerProcess process;

    private LocalBacking(LocalServer server, Path folder, int port, ServerProcess process) {
        this.server = server;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts the server and returns when it answers. */
    public static LocalBacking start(LocalServer server) {
        Path folder = Folders.temporary(server.name());
        try {
            server.prepare(folder);
            return onFreePort(server, folder);
        } catch (RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    /** Another process may take the port between the search and the start: then another port is tried. */
    private static LocalBacking onFreePort(LocalServer server, Path folder) {
        for (int tried = 1; ; tried++) {
            int port = FreePort.find();
            try {
                return new LocalBacking(server, folder, port, run(server, folder, port));
            } catch (ServerUnavailable e) {
                if (tried == PORTS_TRIED || !tail(folder).contains("in use")) {
                    throw e;
                }
            }
        }
    }

    private static ServerProcess run(LocalServer server, Path folder, int port) {
        ServerProcess process = ServerProcess.launch(server, folder, log(folder), port);
        Deadline deadline = Deadline.in(START);
        boolean settled = deadline.await(() -> !process.alive() || server.ready(folder, port));
        if (settled && process.alive()) {
            return process;
        }
        process.kill();
        String what = settled ? "ended at once" : "did not answer within " + START.toSeconds() + " s";
        throw new ServerUnavailable(
                "%s (%s) %s. The end of its output:%n%s".formatted(server.name(), server.origin(), what, tail(folder)));
    }

    private static Path log(Path folder) {
        return folder.resolve("server.log");
    }

    private static String tail(Path folder) {
        try {
            String output = Files.readString(log(folder), StandardCharsets.ISO_8859_1);
            long skipped = Math.max(0, output.lines().count() - TAIL_LINES);
            return output.lines().skip(skipped).reduce("", (all, line) -> all + "  " + line + System.lineSeparator());
        } catch (IOException e) {
            return "  (no output: " + e + ")";
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String origin() {
        return server.origin();
    }

    @Override
    public synchronized void kill() {
        process.kill();
    }

    @Override
    public synchronized void pause() {
        process.pause();
    }

    @Override
    public synchronized void resume() {
        process.resume();
    }

    @Override
    public synchronized void restart() {
        if (process.alive()) {
            process.resume();
            process.stop(server.stopSignal());
        }
        process = run(server, folder, port);
    }

    @Override
    public synchronized void close() {
        process.kill();
        Folders.delete(folder);
    }
}
