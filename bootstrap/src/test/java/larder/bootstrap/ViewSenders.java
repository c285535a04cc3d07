package larder.bootstrap;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Eight clients, each on its connection, that send views one after the other, whatever happens to who is to take them. */
final class ViewSenders implements AutoCloseable {
    static final int SENDERS = 8;
    static final int PRODUCTS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The address to use for an attempt of that number; it may change at any time. Eight numbers later it is another process. */
    private final IntFunction<URI> address;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong doubtful = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();

    ViewSenders(IntFunction<URI> address) {
        this.address = address;
    }

    /** Views that were answered with 202. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Attempts of which nobody knows what became. */
    long doubtful() {
        return doubtful.get();
    }

    @Override
    public String toString() {
        return acknowledged + " acknowledged, " + doubtful + " attempts in doubt, " + turnedAway + " refused";
    }

    /** Sends each view until it is acknowledged, under a key of its own. */
    CompletableFuture<Void> untilAcknowledged(int total) {
        return inTurns(total, view -> {
            int attempt = view;
            while (attempt(view, attempt, "view-" + view) != Fate.ACKNOWLEDGED) {
                attempt += SENDERS;
            }
        });
    }

    /** Sends each view until it is acknowledged or in doubt, without a key. */
    CompletableFuture<Void> onceEach(int total) {
        return inTurns(total, view -> {
            int attempt = view;
            while (attempt(view, attempt, "") == Fate.REFUSED) {
                attempt += SENDERS;
            }
        });
    }

    private CompletableFuture<Void> inTurns(int total, IntConsumer send) {
        List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> {
                            for (int view = sender; view < total; view += SENDERS) {
                                send.accept(view);
                            }
                        },
                        threads))
                .toList();
        return CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new));
    }

    private Fate attempt(int view, int attempt, String key) {
        Fate fate = fate(view, attempt, key);
        switch (fate) {
            case ACKNOWLEDGED -> acknowledged.incrementAndGet();
            case DOUBTFUL -> doubtful.incrementAndGet();
            case REFUSED -> turnedAway.incrementAndGet();
        }
        if (fate != Fate.ACKNOWLEDGED) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return fate;
    }

    private Fate fate(int view, int attempt, String key) {
        URI path = address.apply(attempt).resolve("/products/" + (1 + view % PRODUCTS) + "/views");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(path).timeout(PATIENCE).POST(BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try {
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return switch (status) {
                case 202 -> Fate.ACKNOWLEDGED;
                case 429 -> Fate.REFUSED;
                case 503 -> Fate.DOUBTFUL;
                default -> throw new AssertionError("answered with " + status);
            };
        } catch (ConnectException | HttpConnectTimeoutException _) {
            return Fate.REFUSED;
        } catch (IOException _) {
            return Fate.DOUBTFUL;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }

    private enum Fate {
        ACKNOWLEDGED,
        REFUSED,
        DOUBTFUL
    }
}
