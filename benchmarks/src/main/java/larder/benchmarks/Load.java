package larder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A closed loop of 32 connections by wrk, on one thread of it. */
final class Load {
    private static final int CONNECTIONS = 32;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");
    private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: .*");

    private final Path wrk;

    Load(Path wrk) {
        this.wrk = wrk;
    }

    /** Asks for the same again and again. */
    Result path(String path, Subject subject, Duration span) {
        return run(subject, span, List.of(subject.url() + path));
    }

    /** Asks for users by Zipf's law over 1 to {@code keys}. */
    Result zipf(Subject subject, Duration span, int keys, int seed) {
        Path script = Path.of("benchmarks", "src", "main", "resources", "larder", "benchmarks", "zipf.lua");
        return run(
                subject,
                span,
                List.of("-s", script.toString(), subject.url(), "--", Integer.toString(keys), Integer.toString(seed)));
    }

    private Result run(Subject subject, Duration span, List<String> words) {
        List<String> command = new ArrayList<>(
                List.of(wrk.toString(), "-t1", "-c" + CONNECTIONS, "-d" + span.toSeconds() + "s", "--latency"));
        command.addAll(words);
        Duration before = subject.cpu();
        String output = output(command, span.plusSeconds(30));
        Duration cpu = subject.cpu().minus(before);
        Matcher errors = ERRORS.matcher(output);
        if (errors.find()) {
            throw new IllegalStateException(subject.name() + " failed under load: " + errors.group());
        }
        double rate = Double.parseDouble(group(RATE, output, 1));
        double micros = cpu.toNanos() / 1e3 / (rate * span.toSeconds());
        return new Result(rate, milliseconds(output), micros);
    }

    private static String output(List<String> command, Duration bound) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(bound.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("wrk failed: " + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static double milliseconds(String output) {
        double number = Double.parseDouble(group(P99, output, 1));
        return switch (group(P99, output, 2)) {
            case "us" -> number / 1000;
            case "ms" -> number;
            default -> number * 1000;
        };
    }

    private static String group(Pattern pattern, String output, int group) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk says something else than expected: " + output);
        }
        return matcher.group(group);
    }

    /**
     * What one run came to.
     *
     * @param rate answers a second
     * @param p99 milliseconds
     * @param cpu microseconds of the server's CPU for an answer
     */
    record Result(double rate, double p99, double cpu) {}
}
