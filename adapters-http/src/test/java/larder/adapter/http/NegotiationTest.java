package larder.adapter.http;

import static larder.adapter.http.Running.ARUN;
import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which types are understood and answered. */
final class NegotiationTest {
    private static final Running LARDER = Running.open();
    private static final String DEE = "{\"name\":\"Dee\",\"email\":\"dee@example.com\"}";

    @AfterEach
    void nothing_was_changed() {
        assertEquals(3, LARDER.repository.count());
        assertEquals(ARUN, LARDER.get("/users/101").body());
    }

    @AfterAll
    static void close() {
        LARDER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/*",
                "*/*",
                "text/html, */*;q=0.1",
                "",
                "application/json;charset=utf-8",
                "text/html;q=1, application/json;q=0.001",
                "application/json ; q=1.0",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
                "application/*;q=0, application/json",
                "application/json;q=0, application/json;q=0.3"
            })
    void json_is_answered_to_whoever_accepts_it(String accept) {
        assertEquals(200, LARDER.with("GET", "/users/101", "", "Accept", accept).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html", "application/xml", "application/json;q=0", "application/json;q=0, */*", "*/*;q=0",
                "application/*;q=0.0, */*", "application/jso", "json", "text/*", "application/problem+json",
                "application/json;q=2", "application/json;q=x", "\"application/json\""
            })
    void whoever_excludes_json_is_refused_before_anything_happens(String accept) {
        assertProblem(406, "not-acceptable", LARDER.with("GET", "/users/101", "", "Accept", accept));
        assertProblem(406, "not-acceptable", LARDER.with("PUT", "/users/101", DEE, "Accept", accept));
        assertProblem(406, "not-acceptable", LARDER.with("POST", "/users", DEE, "Accept", accept));
        assertEquals(
                406, LARDER.with("HEAD", "/users/101", "", "Accept", accept).statusCode());
        assertProblem(404, "no-such-user", LARDER.with("DELETE", "/users/999", "", "Accept", accept));
    }

    @ParameterizedTest
    @CsvSource({
        "/metrics, text/plain, application/json",
        "/metrics, 'application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5', text/html",
        "/docs, text/html, application/json",
        "/health/live, application/json, text/plain"
    })
    void each_route_is_held_against_its_own_type(String path, String accepted, String excluded) {
        assertEquals(200, LARDER.with("GET", path, "", "Accept", accepted).statusCode());
        assertProblem(406, "not-acceptable", LARDER.with("GET", path, "", "Accept", excluded));
    }

    @Test
    void who_sends_another_type_is_told_which_is_understood() {
        HttpResponse<String> put = LARDER.send(HttpRequest.newBuilder(LARDER.uri("/users/101"))
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString(DEE))
                .build());
        assertProblem(415, "unsupported-body", put);
        assertEquals("application/json", header(put, "Accept"));
        HttpResponse<String> post = LARDER.send(HttpRequest.newBuilder(LARDER.uri("/users"))
                .POST(BodyPublishers.ofString(DEE))
                .build());
        assertProblem(415, "unsupported-body", post);
        assertEquals("application/json", header(post, "Accept-Post"));
        HttpResponse<String> encoded = LARDER.with("PUT", "/users/101", DEE, "Content-Encoding", "gzip");
        assertProblem(415, "unsupported-body", encoded);
        assertEquals("identity", header(encoded, "Accept-Encoding"));
        assertTrue(header(encoded, "Accept").isEmpty());
    }
}
