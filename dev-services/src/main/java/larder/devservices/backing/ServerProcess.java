package larder.devservices.backing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run of a server, under a watcher that ends it and deletes its folder if this JVM dies. */
final class ServerProcess {
    private static final int WATCHER_SECONDS = 10;

    private final Process watcher;
    private final ProcessTree tree;

    private ServerProcess(Process watcher, ProcessTree tree) {
        this.watcher = watcher;
        this.tree = tree;
    }

    static ServerProcess launch(LocalServer server, Path folder, Path log, int port) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script(), "larder-watch"));
        command.addAll(List.of(server.lastSignal(), folder.toString(), log.toString()));
        command.addAll(server.command(folder, port));
        try {
            Process watcher = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ServerProcess(watcher, new ProcessTree(child(watcher)));
        } catch (IOException e) {
            throw new ServerUnavailable(server.name() + " cannot be run", e);
        }
    }

    private static Optional<ProcessHandle> child(Process watcher) throws IOException {
        BufferedReader reader = watcher.inputReader(StandardCharsets.US_ASCII);
        String pid = reader.readLine();
        if (pid == null) {
            throw new IOException("The watcher ended at once");
        }
        return ProcessHandle.of(Long.parseLong(pid));
    }

    private static String script() {
        try (InputStream script = ServerProcess.class.getResourceAsStream("watch.sh")) {
            if (script == null) {
                throw new IllegalStateException("watch.sh is missing from the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("watch.sh cannot be read", e);
        }
    }

    boolean alive() {
        return tree.alive();
    }

    void pause() {
        tree.pause();
    }

    void resume() {
        tree.resume();
    }

    void kill() {
        tree.kill();
        dismissWatcher();
    }

    void stop(String signal) {
        tree.stop(signal);
        dismissWatcher();
    }

    /** The line tells the watcher that the server's end was meant; it collects the dead process and goes. */
    private void dismissWatcher() {
        try (OutputStream stdin = watcher.getOutputStream()) {
            stdin.write('\n');
        } catch (IOException _) {
            watcher.destroyForcibly(); // it is gone already, or will be
        }
        try {
            if (!watcher.waitFor(WATCHER_SECONDS, TimeUnit.SECONDS)) {
                throw new ServerUnavailable("The watcher of a dead server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while a server ended", e);
        }
    }
}
