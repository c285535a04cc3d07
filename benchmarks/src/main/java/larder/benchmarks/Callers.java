package larder.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** A few callers in a closed loop that note how long each answer took and what it was. */
final class Callers implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final List<Thread> threads = new ArrayList<>();
    private final List<List<Call>> calls = new ArrayList<>();

    private Callers() {}

    static Callers start(int number, Subject subject, IntSupplier ids) {
        Callers callers = new Callers();
        for (int i = 0; i < number; i++) {
            List<Call> own = new ArrayList<>();
            callers.calls.add(own);
            callers.threads.add(Thread.ofPlatform().start(() -> callers.loop(subject, ids, own)));
        }
        return callers;
    }

    private void loop(Subject subject, IntSupplier ids, List<Call> own) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (running.get()) {
                own.add(call(client, URI.create(subject.url() + "/users/" + ids.getAsInt())));
            }
        }
    }

    private static Call call(HttpClient client, URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(BOUND).build();
        long begun = System.nanoTime();
        try {
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            boolean shed = answer.headers().firstValue("Retry-After").isPresent();
            return new Call(begun, System.nanoTime() - begun, answer.statusCode(), shed);
        } catch (IOException failed) {
            return new Call(begun, System.nanoTime() - begun, 0, false);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Ends the loops and answers every call in the order in which they began. */
    List<Call> stop() {
        running.set(false);
        for (Thread thread : threads) {
            try {
                thread.join(BOUND.plusSeconds(1));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        return calls.stream()
                .flatMap(List::stream)
                .sorted((one, other) -> Long.signum(one.begun() - other.begun()))
                .toList();
    }

    @Override
    public void close() {
        running.set(false);
    }

    /**
     * One question and its answer.
     *
     * @param begun a reading of {@link System#nanoTime()}
     * @param status 0 when there was no answer
     * @param shed whether the answer says when to ask again
     */
    record Call(long begun, long nanos, int status, boolean shed) {
        double milliseconds() {
            return nanos / 1e6;
        }

        boolean failed() {
            return status == 0 || (status >= 500 && !shed);
        }
    }
}
