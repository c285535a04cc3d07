package larder.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One for each process, which asks it for the same user again and again, by the JDK's plainest client: what a question costs is
 * missing to those who answer it.
 */
final class Watchers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(1);

    private final List<Subject> fleet;
    private final List<URL> questions;
    private final ExecutorService threads;

    Watchers(List<Subject> fleet) {
        this.fleet = fleet;
        questions = fleet.stream().map(subject -> user(subject, 101)).toList();
        threads = Executors.newFixedThreadPool(fleet.size());
    }

    private static URL user(Subject subject, int id) {
        try {
            return URI.create(subject.url() + "/users/" + id).toURL();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks each process for so many users that none has cached. */
    void load(int users) {
        for (int process = 0; process < fleet.size(); process++) {
            for (int nth = 0; nth < users; nth++) {
                Answer.of(user(fleet.get(process), 1_000 + process * users + nth));
            }
        }
    }

    /** Asks until each process answers from the cache. */
    void cache() {
        last(answer -> answer.cacheStatus().startsWith("larder; hit"));
    }

    /** When the last of them answered that for the first time, in nanoseconds. */
    long sawLast(String text) {
        return last(answer -> answer.body().contains(text));
    }

    private long last(Predicate<Answer> wanted) {
        return questions.stream()
                .map(question -> CompletableFuture.supplyAsync(() -> first(question, wanted), threads))
                .toList()
                .stream()
                .mapToLong(CompletableFuture::join)
                .max()
                .orElseThrow();
    }

    private static long first(URL question, Predicate<Answer> wanted) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (wanted.test(Answer.of(question))) {
                return System.nanoTime();
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        throw new IllegalStateException("waited in vain for an answer of " + question);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private record Answer(String cacheStatus, String body) {
        /** Read to its end, so that the connection is used again. */
        static Answer of(URL question) {
            try {
                HttpURLConnection connection = (HttpURLConnection) question.openConnection();
                connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
                connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
                try (InputStream body = connection.getInputStream()) {
                    return new Answer(
                            Objects.requireNonNullElse(connection.getHeaderField("Cache-Status"), ""),
                            new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
