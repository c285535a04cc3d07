package larder.adapter.http;

import static larder.adapter.http.Running.ARUN;
import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import larder.adapter.http.HttpConfig.Writes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutingTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/user/101", "/users/", "/users/101/", "/users/101/x", "/Users/101", "/health"})
    void an_unknown_path_is_a_problem(String path) {
        try (Running larder = Running.open()) {
            assertProblem(404, "not-found", larder.get(path));
            assertEquals(404, larder.send("HEAD", path, "").statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /users/101, 'GET, HEAD, PUT, DELETE, OPTIONS'",
        "PATCH, /users/101, 'GET, HEAD, PUT, DELETE, OPTIONS'",
        "FANCY, /users/101, 'GET, HEAD, PUT, DELETE, OPTIONS'",
        "DELETE, /users, 'GET, HEAD, POST, OPTIONS'",
        "POST, /metrics, 'GET, HEAD, OPTIONS'",
        "PUT, /health/live, 'GET, HEAD, OPTIONS'"
    })
    void another_method_is_told_which_there_are(String method, String path, String allowed) {
        try (Running larder = Running.open()) {
            HttpResponse<String> refused = larder.send(method, path, "");

            assertProblem(405, "method-not-allowed", refused);
            assertEquals(allowed, header(refused, "Allow"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/users/101, 'GET, HEAD, PUT, DELETE, OPTIONS', ''",
        "/users, 'GET, HEAD, POST, OPTIONS', application/json",
        "/health/live, 'GET, HEAD, OPTIONS', ''",
        "/admin/caches/user, 'DELETE, OPTIONS', ''"
    })
    void who_asks_for_the_methods_is_told_them_and_nothing_else(String path, String allowed, String posted) {
        try (Running larder = Running.with(Writes.SESSION_REQUIRED)) {
            HttpResponse<String> told = larder.send("OPTIONS", path, "");

            assertEquals(204, told.statusCode());
            assertEquals("", told.body());
            assertEquals(allowed, header(told, "Allow"));
            assertEquals(posted, header(told, "Accept-Post"));
        }
    }

    @Test
    void what_is_nowhere_has_no_methods() {
        try (Running larder = Running.open()) {
            assertProblem(404, "not-found", larder.send("OPTIONS", "/nothing", ""));
        }
    }

    @Test
    void where_a_session_is_required_nobody_writes_and_everybody_reads() {
        try (Running larder = Running.with(Writes.SESSION_REQUIRED)) {
            for (HttpResponse<String> refused : List.of(
                    larder.send("POST", "/users", "not even JSON"),
                    larder.send("PUT", "/users/101", "{\"name\":\"Dee\",\"email\":\"dee@example.com\"}"),
                    larder.send("DELETE", "/users/101", ""))) {
                assertProblem(401, "session-required", refused);
                assertEquals("Bearer", header(refused, "WWW-Authenticate"));
            }
            assertEquals(ARUN, larder.get("/users/101").body());
        }
    }

    @Test
    void metrics_count_what_the_cache_does() {
        try (Running larder = Running.open()) {
            larder.get("/users/101");
            larder.get("/users/101");
            larder.get("/users/101");
            HttpResponse<String> metrics = larder.get("/metrics");

            assertEquals(200, metrics.statusCode());
            assertEquals("text/plain; version=0.0.4; charset=utf-8", header(metrics, "Content-Type"));
            assertCounted("larder_cache_events_total{event=\"hit\",region=\"user\"} 2.0", metrics);
            assertCounted("larder_cache_events_total{event=\"miss_cold\",region=\"user\"} 1.0", metrics);
            assertCounted("larder_cache_events_total{event=\"shed\",region=\"user\"} 0.0", metrics);
            assertCounted("larder_cache_loads_seconds_count{region=\"user\"} 1", metrics);
            assertCounted("larder_cache_loads_seconds_bucket{region=\"user\",le=\"0.005\"}", metrics);
            assertFalse(header(metrics, "Content-Length").isEmpty());
        }
    }

    private static void assertCounted(String line, HttpResponse<String> metrics) {
        assertTrue(metrics.body().contains(line), metrics.body());
    }
}
