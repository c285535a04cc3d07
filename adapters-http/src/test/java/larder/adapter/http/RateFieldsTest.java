package larder.adapter.http;

import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a client is told of how much more it may send. */
final class RateFieldsTest {
    private static final String WRONG = "{\"name\":\"ed\",\"password\":\"correct horse stapled\"}";

    private final KeptAccess access = new KeptAccess();

    @Test
    void every_answer_of_a_limited_route_says_what_is_left_and_a_refusal_when_one_comes_back() {
        try (Running larder = Running.with(access.sessions(), access.limits())) {
            assertFields(99, 1, larder.send("POST", "/sessions", "not even JSON"));
            for (int left = 98; left > 0; left--) {
                larder.send("POST", "/sessions", "not even JSON");
            }
            assertFields(0, 2, larder.send("POST", "/sessions", "not even JSON"));

            HttpResponse<String> refused = larder.send("POST", "/sessions", "not even JSON");

            assertProblem(429, "too-many-requests", refused);
            assertFields(0, 6, refused);
            assertEquals("6", header(refused, "Retry-After"));
            assertEquals("", header(larder.get("/users/101"), "RateLimit"), "a read has no limit");
        }
    }

    @Test
    void who_tried_too_many_passwords_is_told_of_that_limit() {
        try (Running larder = Running.with(access.sessions(), access.limits())) {
            for (int i = 0; i < 5; i++) {
                assertEquals(401, larder.send("POST", "/sessions", WRONG).statusCode());
            }

            HttpResponse<String> refused = larder.send("POST", "/sessions", WRONG);

            assertProblem(429, "too-many-requests", refused);
            assertEquals("\"login-of\";q=5;w=60", header(refused, "RateLimit-Policy"));
            assertEquals("\"login-of\";r=0;t=6", header(refused, "RateLimit"));
        }
    }

    @Test
    void seconds_are_whole_and_one_at_least() {
        assertEquals(1, Problem.seconds(Duration.ZERO));
        assertEquals(1, Problem.seconds(Duration.ofSeconds(1)));
        assertEquals(2, Problem.seconds(Duration.ofMillis(1_001)));
    }

    private static void assertFields(int left, int seconds, HttpResponse<String> answer) {
        assertEquals("\"open-write\";q=100;w=2", header(answer, "RateLimit-Policy"));
        assertEquals("\"open-write\";r=" + left + ";t=" + seconds, header(answer, "RateLimit"));
    }
}
