package larder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server under measurement: a process of its own. */
final class Subject implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final String USER = "/users/101";
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    private final String name;
    private final Process process;
    private final int port;
    private final Duration untilFirstAnswer;

    private Subject(String name, Process process, int port, Duration untilFirstAnswer) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.untilFirstAnswer = untilFirstAnswer;
    }

    /** Starts a command on a free port, told by {@code LARDER_HTTP_PORT}, and waits for its first good answer. */
    static Subject start(String name, List<String> command, Map<String, String> environment) {
        return start(name, command, new Question(USER, environment));
    }

    static Subject start(String name, List<String> command, Question question) {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(question.environment());
        builder.environment().put("LARDER_HTTP_PORT", Integer.toString(port));
        Path log = Path.of("benchmarks", "target", name.replace(' ', '-') + ".log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long begun = System.nanoTime();
        try {
            Files.createDirectories(log.getParent());
            Process process = builder.start();
            awaitAnswer(process, URI.create("http://127.0.0.1:" + port + question.path()), log);
            return new Subject(name, process, port, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitAnswer(Process process, URI address, Path log) {
        long deadline = System.nanoTime() + START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            while (System.nanoTime() < deadline && process.isAlive()) {
                if (answers(client, request)) {
                    return;
                }
                pause();
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("no answer of a server; see " + log);
    }

    /** A port that nobody listens on yet is found out cheaply: what waits for a start must not take its CPU. */
    private static boolean answers(HttpClient client, HttpRequest request) {
        try (Socket _ = new Socket(request.uri().getHost(), request.uri().getPort())) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the body of an answer to a file. */
    void save(String path, Path file) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.ofFile(file)).statusCode();
            if (status != 200) {
                throw new IllegalStateException(path + " is answered by " + status);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** From the start of the process to its first good answer. */
    Duration untilFirstAnswer() {
        return untilFirstAnswer;
    }

    /** The process's share of memory, in MB (10^6 bytes): its own pages, and its part of those that it shares. */
    double megabytes() {
        try {
            Matcher pss = PSS.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/smaps_rollup")));
            if (!pss.find()) {
                throw new IllegalStateException("the system tells no PSS");
            }
            return Long.parseLong(pss.group(1)) * 1024 / 1e6;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** CPU time that the process has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** CPU time that the thread of its relay has used so far. The system counts it in hundredths of a second. */
    Duration relayCpu() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(larder-relay)")) {
                    String[] fields = stat.substring(stat.indexOf(") ") + 2).split(" ", -1);
                    return Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw new IllegalStateException("no relay runs in " + name);
    }

    /** What a subject must answer by 200 before it counts as started, and what it is told. */
    record Question(String path, Map<String, String> environment) {}

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
