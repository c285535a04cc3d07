package larder.coherence.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.devservices.backing.Deadline;
import larder.devservices.backing.FreePort;
import larder.devservices.backing.ServerUnavailable;
import org.jspecify.annotations.Nullable;

/** One Larder process as it is deployed, on a port that it keeps over its starts. */
public final class LarderServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int END_SECONDS = 10;

    private final List<String> command;
    private final Map<String, String> settings;
    private final Path log;
    private final int port = FreePort.find();
    private @Nullable Process process;

    LarderServer(List<String> command, Map<String, String> settings, Path log) {
        this.command = List.copyOf(command);
        this.settings = Map.copyOf(settings);
        this.log = log;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it, with no setting of Larder's from our own environment. */
    synchronized void launch() {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LARDER_") || name.endsWith("_SERVICE_URI"));
        builder.environment().putAll(settings);
        builder.environment().put("LARDER_HTTP_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until it serves with all that it needs. */
    void awaitReady() {
        HttpRequest question = HttpRequest.newBuilder(address().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            if (!Deadline.in(START).await(() -> !alive() || answers(client, question)) || !alive()) {
                throw new ServerUnavailable("Larder is not ready within " + START.toSeconds() + " s; see " + log);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest question) {
        try {
            HttpResponse<String> answer = client.send(question, HttpResponse.BodyHandlers.ofString());
            return answer.body().startsWith("{\"status\":\"up\"");
        } catch (IOException _) {
            return false; // not yet: asked again until the deadline
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while Larder started", interrupted);
        }
    }

    private synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Through the shell's own kill: a slim system has no other. */
    private synchronized void signal(String signal) {
        if (process == null) {
            throw new IllegalStateException("it was not started");
        }
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new ServerUnavailable("sh does not return from kill -" + signal);
            }
        } catch (IOException e) {
            throw new ServerUnavailable("sh cannot be run to send a signal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while sending a signal", e);
        }
    }

    /** SIGKILL, also to one that is stopped. */
    synchronized void kill() {
        if (process == null) {
            return;
        }
        try {
            if (!process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new ServerUnavailable("Larder outlives kill -9");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while Larder ended", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
