package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import larder.adapter.http.HttpConfig.Writes;
import larder.application.freshness.Freshness;
import larder.application.limit.Limits;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Regions;
import larder.application.readthrough.Source;
import larder.application.session.Sessions;
import larder.application.user.Users;
import larder.domain.port.HealthCheck;
import larder.domain.port.LoadLock.Lease;
import larder.domain.user.User;
import larder.domain.user.UserId;

/**
 * Larder's HTTP API, listening on a free port over a repository and a cache of the tests. Every answer that is got through it is
 * held against {@code openapi.json}.
 */
final class Running implements AutoCloseable {
    static final String ARUN = "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final KeptUsers repository = new KeptUsers();
    final KeptEntries cache = new KeptEntries();
    final HttpApi api;
    private Regions regions = new Regions();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Running(Writes writes, List<HealthCheck> checks) {
        api = HttpApi.open(new HttpConfig("127.0.0.1", 0, writes));
        api.start(routes(), checks);
    }

    private Running(Sessions sessions, Limits limits) {
        api = HttpApi.open(new HttpConfig("127.0.0.1", 0, Writes.SESSION_REQUIRED));
        api.start(routes(), List.of(), sessions, limits);
    }

    static Running with(Sessions sessions, Limits limits) {
        return new Running(sessions, limits);
    }

    static Running open() {
        return new Running(Writes.OPEN, List.of());
    }

    static Running with(Writes writes) {
        return new Running(writes, List.of());
    }

    static Running with(HealthCheck... checks) {
        return new Running(Writes.OPEN, List.of(checks));
    }

    List<Routes> routes() {
        return List.of(Routes.of(users()), api.admin(regions, Optional.empty()));
    }

    /** One load at a time, without waiting, no jitter and no early refresh: so that a test knows what comes. */
    Users users() {
        regions = new Regions();
        Region region = new Region(
                "user",
                Duration.ofSeconds(300),
                0,
                Duration.ofSeconds(3),
                0,
                Duration.ofMinutes(10),
                Duration.ofSeconds(8),
                Duration.ofSeconds(3));
        Caching caching = new Caching(
                cache,
                (_, _, _) -> Optional.of(Lease.NONE),
                new LoadLimit(1, Duration.ZERO),
                api.cacheStats(),
                System::nanoTime,
                Thread::sleep,
                RandomGenerator.getDefault(),
                background,
                regions,
                Freshness.unwatched(System::nanoTime),
                Optional.empty());
        Source<UserId, User> source = Source.ofRows(repository::find, repository::findAll);
        return new Users(repository, new ReadThrough<>(region, HttpApi.userCodec(), source, caching));
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** Sends a request with a body of JSON, or with none if it is empty. */
    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        return send(request.build());
    }

    /** Sends a request with these headers, given as names and values in turn, and a body of JSON if it is not empty. */
    HttpResponse<String> with(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.headers(headers)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return request.uri().getAuthority().equals(api.address().getAuthority())
                    ? Contract.kept(response)
                    : response;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    URI uri(String path) {
        return api.address().resolve(path);
    }

    /** Sends bytes as they are, and answers all that comes back until the server closes the connection. */
    String raw(byte[] request) {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Answered.of(request, answer).ifPresent(Contract::keeps);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a request line with these headers and the fewest others that there may be. */
    String raw(String requestLine, String... headers) {
        StringBuilder request =
                new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return raw(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static void assertProblem(int status, String type, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals("application/problem+json", header(response, "Content-Type"));
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertEquals("", header(response, "Server"));
        String begin = "{\"type\":\"urn:larder:problem:" + type + "\",\"title\":\"";
        assertEquals(
                begin,
                response.body()
                        .substring(0, Math.min(begin.length(), response.body().length())));
    }

    @Override
    public void close() {
        api.close();
        client.close();
        background.close();
    }
}
