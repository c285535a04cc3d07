package larder.adapter.http;

import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What caches on the way may keep. */
final class KeepingTest {
    private static final KeptAccess ACCESS = new KeptAccess();
    private static final String DEE = "{\"name\":\"Dee\",\"email\":\"dee@example.com\"}";

    private final Running larder = Running.open();

    @AfterEach
    void close() {
        larder.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/101", "/users?ids=101,102", "/docs"})
    void what_is_public_may_be_kept_by_everybody_who_asks_before_each_use(String path) {
        HttpResponse<String> answer = larder.get(path);
        assertEquals("public, no-cache", header(answer, "Cache-Control"));
        assertFalse(header(answer, "ETag").isEmpty());
        assertEquals(header(answer, "Cache-Control"), header(larder.send("HEAD", path, ""), "Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /health/live, 200",
        "GET, /health/ready, 200",
        "GET, /metrics, 200",
        "GET, /admin/caches, 200",
        "GET, /admin/caches/user/entries/101, 200",
        "DELETE, /admin/caches/user, 204",
        "GET, /users/999, 404",
        "GET, /nowhere, 404",
        "GET, /users, 400",
        "POST, /users, 201",
        "PUT, /users/101, 200",
        "PATCH, /users/101, 405",
        "OPTIONS, /users/101, 204"
    })
    void whatever_else_is_kept_by_nobody_and_has_no_tag_to_ask_by(String method, String path, int status) {
        String body = method.startsWith("P") && status < 300 ? DEE : "";
        HttpResponse<String> answer = larder.send(method, path, body);
        assertEquals(status, answer.statusCode());
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertEquals(1, answer.headers().allValues("Cache-Control").size());
        assertTrue(header(answer, "ETag").isEmpty() || !body.isEmpty());
    }

    @Test
    void what_belongs_to_a_session_is_kept_by_nobody() {
        try (Running guarded = Running.with(ACCESS.sessions(), ACCESS.limits())) {
            HttpResponse<String> login =
                    guarded.send("POST", "/sessions", "{\"name\":\"ed\",\"password\":\"" + KeptAccess.PASSWORD + "\"}");
            assertEquals(201, login.statusCode(), login.body());
            String cookie = header(login, "Set-Cookie").split(";", 2)[0];
            HttpResponse<String> current =
                    guarded.with("GET", "/sessions/current", "", "Cookie", cookie, "Accept-Encoding", "gzip");
            assertEquals(200, current.statusCode());
            for (HttpResponse<String> answer : List.of(login, current)) {
                assertEquals("no-store", header(answer, "Cache-Control"));
                assertEquals("", header(answer, "ETag"));
                assertEquals("", header(answer, "Content-Encoding"));
            }
            assertEquals("no-store", header(guarded.get("/sessions/current"), "Cache-Control"), "nor a refusal");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /users/..%2f101", "GET /users/1%zz", "FANCY /users/101"})
    void nor_what_never_reached_a_route(String line) {
        String answer = larder.raw(line);
        assertTrue(answer.contains("\r\nCache-Control: no-store\r\n"), answer);
    }
}
