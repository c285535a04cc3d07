package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import larder.devservices.backing.LocalBacking;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A process as it is deployed, behind a real nginx that keeps what it may. */
@TestInstance(Lifecycle.PER_CLASS)
final class NginxTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String PASSWORD = "correct horse battery staple";
    private static final String LOADS = "larder_cache_loads_seconds_count{region=\"user\"}";

    private final PostgresServer server = PostgresServer.start();
    private final ValkeyServer valkey = ValkeyServer.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String database = "";
    private String bearer = "";
    private LarderProcess larder;
    private LocalBacking nginx;

    @BeforeAll
    void start() throws InterruptedException, ExecutionException, TimeoutException {
        database = server.freshDatabase();
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        larder = LarderProcess.start(Map.of(
                "LARDER_AUTH",
                "required",
                "LARDER_ADMIN_PASSWORD",
                PASSWORD,
                "LARDER_DATABASE_URL",
                database,
                "LARDER_VALKEY_URL",
                valkey.url() + "?deadline=1000"));
        Eventually.holds(
                "ready",
                Duration.ofSeconds(30),
                () -> larder.get("/health/ready").body().startsWith("{\"status\":\"up\""));
        Eventually.holds(
                "the account is made",
                Duration.ofSeconds(30),
                () -> larder.log().toString().contains("account admin was made"));
        nginx = LocalNginx.before(larder.address());
        HttpResponse<String> login =
                send("POST", "/sessions", "{\"name\":\"admin\",\"password\":\"" + PASSWORD + "\"}");
        assertEquals(201, login.statusCode(), login.body());
        bearer = "Bearer " + login.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    @AfterAll
    void stop() {
        nginx.close();
        larder.close();
        valkey.close();
        server.close();
        client.close();
    }

    @Test
    void what_is_kept_is_asked_about_before_each_use_and_that_costs_no_SQL() {
        assertEquals("MISS", kept(get("/users/101")));
        double loads = larder.metric(LOADS);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> again = get("/users/101");
            assertEquals("REVALIDATED", kept(again), "Larder said 304");
            assertTrue(again.body().contains("Arun"), again.body());
            assertEquals("", header(again, "Age"), "nginx would say what it was told first");
        }
        assertEquals(loads, larder.metric(LOADS));
        String tag = header(get("/users/101"), "ETag");
        assertEquals(304, send("GET", "/users/101", "", "If-None-Match", tag).statusCode());
    }

    @Test
    void a_write_is_seen_at_once_and_a_write_by_SQL_soon() throws SQLException {
        assertNotEquals("", kept(get("/users/102")));
        String body = "{\"name\":\"Through nginx\",\"email\":\"nginx@example.com\"}";
        HttpResponse<String> written =
                send("PUT", "/users/102", body, "Authorization", bearer, "If-Match", header(get("/users/102"), "ETag"));
        assertEquals(200, written.statusCode(), written.body());
        HttpResponse<String> fresh = get("/users/102");
        assertEquals("EXPIRED", kept(fresh));
        assertEquals(written.body(), fresh.body());
        assertEquals(header(written, "ETag"), header(fresh, "ETag"));

        DirectSql.execute(database, "UPDATE users SET name = 'By SQL' WHERE id = 102");
        Eventually.holds("seen", SOON, () -> get("/users/102").body().contains("By SQL"));
    }

    @Test
    void what_belongs_to_somebody_is_never_kept() {
        for (String path :
                List.of("/sessions/current", "/admin/caches", "/metrics", "/health/ready", "/users/999999")) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer = send("GET", path, "", "Authorization", bearer);
                assertEquals(path.endsWith("999999") ? 404 : 200, answer.statusCode(), path);
                assertEquals("MISS", kept(answer), path);
                assertEquals("no-store", header(answer, "Cache-Control"), path);
            }
        }
        assertEquals(401, get("/sessions/current").statusCode(), "nor answered to anybody else");
        assertEquals("MISS", kept(send("GET", "/users/103", "", "Authorization", bearer)));
        assertEquals("REVALIDATED", kept(get("/users/103")), "what is public is so whoever asked first");
    }

    @Test
    void each_coding_is_kept_for_itself() throws IOException, InterruptedException {
        String many = "/products?ids="
                + IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String plain = get(many).body();
        for (String way : List.of("MISS", "REVALIDATED", "REVALIDATED")) {
            HttpResponse<byte[]> small = client.send(
                    HttpRequest.newBuilder(uri(many))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofByteArray());
            assertEquals(way, kept(small));
            assertEquals("gzip", header(small, "Content-Encoding"));
            try (GZIPInputStream bytes = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
                assertEquals(plain, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
            }
            HttpResponse<String> asItIs = get(many);
            assertEquals("REVALIDATED", kept(asItIs));
            assertEquals(plain, asItIs.body());
            assertFalse(asItIs.headers().firstValue("Content-Encoding").isPresent());
        }
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    private HttpResponse<String> send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + nginx.port() + path);
    }

    private static String kept(HttpResponse<?> answer) {
        return header(answer, "X-Cache");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
