package larder.coherence.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** One client of the fleet: keep-alive connections, one request at a time. It waits for an answer for longer than a fault lasts. */
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final List<URI> processes;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Client(List<URI> processes) {
        this.processes = List.copyOf(processes);
    }

    int processes() {
        return processes.size();
    }

    /** An answer; empty when none came, so that nobody knows what the request did. */
    Optional<HttpResponse<String>> ask(int process, Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        processes.get(process).resolve(request.path()))
                .timeout(PATIENCE)
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        if (!request.body().isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        try {
            return Optional.of(http.send(builder.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty(); // noted as unknown by whoever asks
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** What is sent. */
    record Request(String method, String path, String body) {
        static Request get(String path) {
            return new Request("GET", path, "");
        }
    }
}
