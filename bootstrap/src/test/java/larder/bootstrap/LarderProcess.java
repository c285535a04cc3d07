package larder.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Larder server in a process of its own, as it is deployed. */
final class LarderProcess implements AutoCloseable {
    private static final Pattern SERVES = Pattern.compile("Larder serves on (http://[^\\s\"]+)");
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final List<String> log;
    private final Thread follower;

    private LarderProcess(Process process, URI address, List<String> log, Thread follower) {
        this.follower = follower;
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Starts a server on a free port, and waits until it says where it serves. */
    static LarderProcess start(Map<String, String> settings) {
        return start(List.of("serve"), settings);
    }

    /** The same by another command. */
    static LarderProcess start(List<String> command, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("LARDER_HTTP_PORT", "0");
        all.putIfAbsent("LARDER_AUTH", "open");
        return started(launch(command, all));
    }

    /** As from a terminal, where Ctrl-C ends it. What is started in the background ignores that, and so does what it starts. */
    static LarderProcess startOnTerminal(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("LARDER_HTTP_PORT", "0");
        all.put("LARDER_AUTH", "open");
        return started(launch(List.of("env", "--default-signal=INT"), List.of("serve"), all));
    }

    private static LarderProcess started(Process process) {
        List<String> log = java.util.Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread follower = Thread.ofVirtual().start(() -> follow(process, log, address));
        try {
            return new LarderProcess(process, address.get(START.toSeconds(), TimeUnit.SECONDS), log, follower);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            process.destroyForcibly();
            throw new IllegalStateException("did not start: " + log, failed);
        }
    }

    /** Starts the program with no environment but the settings. */
    static Process launch(Map<String, String> settings) {
        return launch(List.of("serve"), settings);
    }

    static Process launch(List<String> command, Map<String, String> settings) {
        return launch(List.of(), command, settings);
    }

    private static Process launch(List<String> by, List<String> command, Map<String, String> settings) {
        List<String> words = new ArrayList<>(by);
        words.addAll(LarderProgram.started());
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("LARDER_") || name.endsWith("_SERVICE_URI"));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void follow(Process process, List<String> log, CompletableFuture<URI> address) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                // JSON may write a slash with a backslash before it.
                Matcher serves = SERVES.matcher(line.replace("\\/", "/"));
                if (serves.find()) {
                    address.complete(URI.create(serves.group(1)));
                }
            }
            address.completeExceptionally(new IllegalStateException("ended"));
        } catch (IOException failed) {
            address.completeExceptionally(failed);
        }
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    HttpResponse<String> get(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        headers.forEach(request::header);
        return send(request);
    }

    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Sends a request with these headers, given as names and values in turn, and a body of JSON if it is not empty. */
    HttpResponse<String> send(String method, String path, String json, String... headers) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)).DELETE());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * Waits until all that was committed by now is proven to be applied to the cache: what a write removed is removed once more, by
     * whoever took the change from the log.
     */
    void awaitFollowed() {
        long begun = System.nanoTime();
        Eventually.holds(
                "all that was committed is applied",
                START,
                () -> metric("larder_freshness_proven_age") * 1e9 < System.nanoTime() - begun);
    }

    /** The first meter whose name and tags begin so; NaN when there is none. */
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    URI address() {
        return address;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> log() {
        return List.copyOf(log);
    }

    /** SIGKILL: no shutdown hook runs. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * SIGTERM.
     *
     * @return the exit code
     */
    int terminate() {
        // Process.destroy() would close the pipe that the last words come through.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS) || !follower.join(Duration.ofSeconds(5))) {
                throw new IllegalStateException("does not stop");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * SIGINT, as Ctrl-C sends it.
     *
     * @return the exit code
     */
    int interrupt() {
        try {
            Process sent = new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
            if (sent.waitFor() != 0 || !process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not stop");
            }
            return process.exitValue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        kill();
    }
}
