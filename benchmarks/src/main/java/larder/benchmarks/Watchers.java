package larder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** One for each process, which asks it for the same user again and again. */
final class Watchers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(1);

    private final List<HttpRequest> questions;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Watchers(List<Subject> fleet) {
        questions = fleet.stream()
                .map(subject -> HttpRequest.newBuilder(URI.create(subject.url() + "/users/101"))
                        .timeout(PATIENCE)
                        .build())
                .toList();
    }

    /** Asks until each process answers from the cache. */
    void cache() {
        last(answer -> answer.headers().firstValue("Cache-Status").orElse("").startsWith("larder; hit"));
    }

    /** When the last of them answered that for the first time, in nanoseconds. */
    long sawLast(String text) {
        return last(answer -> answer.body().contains(text));
    }

    private long last(Predicate<HttpResponse<String>> wanted) {
        return questions.stream()
                .map(question -> CompletableFuture.supplyAsync(() -> first(question, wanted), threads))
                .toList()
                .stream()
                .mapToLong(CompletableFuture::join)
                .max()
                .orElseThrow();
    }

    private long first(HttpRequest question, Predicate<HttpResponse<String>> wanted) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (wanted.test(answer(question))) {
                return System.nanoTime();
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        throw new IllegalStateException("waited in vain for an answer of " + question.uri());
    }

    private HttpResponse<String> answer(HttpRequest question) {
        try {
            return client.send(question, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
