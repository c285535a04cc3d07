package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client sends. */
final class RawHttpTest {
    private static final Running LARDER = Running.open();
    private static final String HEAD =
            "POST /users HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\n";
    private static final String USER = "{\"name\":\"Dee\",\"email\":\"dee@example.com\"}";

    @AfterEach
    void nothing_was_changed() {
        assertEquals(3, LARDER.repository.count());
        assertEquals(200, LARDER.get("/users/101").statusCode());
    }

    @AfterAll
    static void close() {
        LARDER.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /users/101\\r\\n\\r\\n                                                    | 505",
                "GET /users/101 HTTP/1.1\\r\\n\\r\\n                                           | 400",
                "GET /users/101 HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nHost: b\\r\\n\\r\\n                 | 400",
                "GET /users/101 HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nX y: z\\r\\n\\r\\n                  | 400",
                "GET /users/1%zz HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n                             | 400",
                "GET /users%2F101 HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n                            | 400",
                "GET /users/..%2f101 HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n                         | 400",
                "POST /users HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nContent-Length: x\\r\\n\\r\\n          | 400",
                "POST /users HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nContent-Length: -1\\r\\n\\r\\n         | 400",
                "POST /users HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n | 400",
                "POST /users HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nTransfer-Encoding: what\\r\\n\\r\\n    | 400",
                "GET /users/101 HTTP/9.9\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n                              | 505",
                "\\0\\1\\2\\3\\r\\n\\r\\n | 400"
            })
    void what_is_not_HTTP_gets_a_problem(String request, int status) {
        String answer = LARDER.raw(unescaped(request));

        assertProblem(status, answer);
    }

    @Test
    void an_address_that_is_too_long_is_refused() {
        assertProblem(414, LARDER.raw("GET /users/" + "1".repeat(9_000)));
    }

    @Test
    void headers_that_are_too_large_are_refused() {
        assertProblem(431, LARDER.raw("GET /users/101", "X-Long: " + "x".repeat(9_000)));
    }

    @Test
    void a_body_that_announces_too_much_is_refused_before_it_comes() {
        String answer = LARDER.raw(
                (HEAD + "Content-Length: 16385\r\nExpect: 100-continue\r\n\r\n").getBytes(StandardCharsets.UTF_8));

        assertProblem(413, answer);
        assertFalse(answer.contains("100 Continue"), answer);
    }

    @Test
    void a_chunked_body_that_never_ends_is_refused_when_it_is_too_large() throws IOException {
        try (Socket socket = LARDER.socket()) {
            byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write((HEAD + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write(chunk);
            }
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);

            assertEquals("HTTP/1.1 413", answer);
        }
    }

    @Test
    void a_body_of_the_largest_size_is_read() {
        String body = "{\"name\":\"A\"," + " ".repeat(16 * 1024 - 13) + "}";

        String answer = LARDER.raw((HEAD + "Content-Length: 16384\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));

        assertProblem(400, answer);
        assertTrue(answer.contains("must be JSON; it is not from line 1"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-5\r\n", "5\r\n{\"nam", "ffffffffffffffff\r\n"})
    void a_chunked_body_that_is_broken_is_refused(String chunk) throws IOException {
        try (Socket socket = LARDER.socket()) {
            socket.getOutputStream()
                    .write((HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
            assertFalse(answer.contains("Exception"), answer);
        }
    }

    @Test
    void a_header_does_not_turn_a_read_into_a_write() {
        String answer = LARDER.raw("GET /users/101", "X-HTTP-Method-Override: DELETE");

        assertProblem(400, answer);
    }

    @Test
    void a_header_of_web_sockets_changes_nothing() {
        String answer = LARDER.raw("GET /users/101", "Sec-WebSocket-Version: 13");

        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    @Test
    void requests_on_one_connection_are_answered_one_after_the_other() {
        String request = "GET /users/101 HTTP/1.1\r\nHost: test\r\n\r\n";

        String answers = LARDER.raw(
                (request + HEAD + "Content-Length: " + USER.length() + "\r\n\r\nnot it" + " ".repeat(USER.length() - 6))
                        .getBytes(StandardCharsets.UTF_8));

        assertTrue(answers.startsWith("HTTP/1.1 200 "), answers);
        assertTrue(answers.contains("HTTP/1.1 400 "), answers);
    }

    private static void assertProblem(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
        assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answer);
        assertTrue(answer.contains("\"status\":" + status), answer);
        assertFalse(answer.contains("\r\nServer:"), answer);
        assertFalse(answer.contains("Exception"), answer);
        assertFalse(answer.contains("<"), answer);
    }

    private static byte[] unescaped(String request) {
        return request.translateEscapes().getBytes(StandardCharsets.UTF_8);
    }
}
