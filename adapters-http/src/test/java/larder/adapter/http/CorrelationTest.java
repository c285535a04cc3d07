package larder.adapter.http;

import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The name of a request and its place in a trace: in its answer, and in what is logged for it. */
final class CorrelationTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final Running larder = Running.open();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>() {
        // Later would be in another thread, which stands for another request or none.
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };

    @BeforeEach
    void listen() {
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
    }

    @AfterEach
    void close() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
        larder.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0b5c8a1e-5d4f-4a3e-9d6f-3c2b1a0f9e8d", "Root=1-67891233-abc.~_:/+@"})
    void a_sane_name_is_kept(String name) {
        assertEquals(name, header(get("/users/101", "X-Request-Id", name), "X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "<b>", "a\"b", "a,b", "${jndi:x}", "%n", "caf\u00e9"})
    void a_name_that_could_be_misread_is_replaced(String name) {
        String answer = larder.raw("GET /users/101", "X-Request-Id: " + name);
        assertTrue(answer.matches("(?s).*\r\nX-Request-Id: [0-9a-f]{32}\r\n.*"), answer);
    }

    @Test
    void a_name_that_is_too_long_is_replaced_and_so_are_two_of_them() {
        String longest = "x".repeat(128);
        assertEquals(longest, header(get("/users/101", "X-Request-Id", longest), "X-Request-Id"));
        String replaced = header(get("/users/101", "X-Request-Id", longest + "x"), "X-Request-Id");
        assertTrue(replaced.matches("[0-9a-f]{32}"), replaced);
        String answer = larder.raw("GET /users/101", "X-Request-Id: a", "X-Request-Id: a");
        assertTrue(answer.matches("(?s).*\r\nX-Request-Id: [0-9a-f]{32}\r\n.*"), answer);
    }

    @Test
    void each_request_without_a_name_gets_one_of_its_own() {
        String first = header(larder.get("/users/101"), "X-Request-Id");
        assertTrue(first.matches("[0-9a-f]{32}"), first);
        assertNotEquals(first, header(larder.get("/users/101"), "X-Request-Id"));
    }

    @Test
    void a_problem_names_its_request_whether_or_not_a_route_answers_it() {
        for (String path : List.of("/users/999", "/users/x", "/nowhere")) {
            HttpResponse<String> problem = get(path, "X-Request-Id", "r-1");
            assertTrue(problem.body().contains("\"request_id\":\"r-1\""), problem.body());
            assertEquals("r-1", header(problem, "X-Request-Id"));
        }
    }

    @Test
    void the_caller_learns_under_which_span_of_its_trace_it_was_answered() {
        String answered = header(get("/users/101", "traceparent", PARENT), "traceresponse");
        assertTrue(answered.matches("00-" + TRACE + "-[0-9a-f]{16}-01"), answered);
        assertFalse(answered.contains("b7ad6b7169203331"), answered);
        assertEquals("", header(larder.get("/users/101"), "traceresponse"));
        assertEquals("", header(get("/users/101", "traceparent", PARENT + "-"), "traceresponse"));
    }

    @Test
    void what_is_logged_for_a_request_has_its_name_and_its_span() {
        fail();
        HttpRequest.Builder request = HttpRequest.newBuilder(larder.uri("/users/101"));
        HttpResponse<String> failed = larder.send(request.header("X-Request-Id", "r-2")
                .header("traceparent", PARENT)
                .build());
        assertEquals(500, failed.statusCode());
        Map<String, String> said = logged.list.getLast().getMDCPropertyMap();
        assertEquals("r-2", said.get("request_id"));
        assertEquals(TRACE, said.get("trace_id"));
        assertEquals(header(failed, "traceresponse").substring(36, 52), said.get("span_id"));
    }

    @Test
    void nothing_of_a_request_is_logged_for_the_next_one_of_its_connection() {
        fail();
        String one = "GET /users/101 HTTP/1.1\r\nHost: test\r\n";
        String answers = larder.raw((one + "X-Request-Id: r-3\r\ntraceparent: " + PARENT + "\r\n\r\n" + one
                        + "X-Request-Id: r-4\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        assertTrue(answers.contains("X-Request-Id: r-3") && answers.contains("X-Request-Id: r-4"), answers);
        Map<String, String> said = logged.list.getLast().getMDCPropertyMap();
        assertEquals(Map.of("request_id", "r-4"), said);
    }

    @Test
    void a_thread_that_has_answered_logs_under_no_name() throws Exception {
        Correlation correlation = new Correlation();
        correlation.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                assertEquals("r-5", MDC.get("request_id"));
                throw new IllegalStateException("a handler that fails");
            }
        });
        Server server = new Server(0);
        BlockingQueue<Map<String, String>> left = new ArrayBlockingQueue<>(1);
        server.setHandler(new Handler.Wrapper(correlation) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                try {
                    return super.handle(request, response, callback);
                } finally {
                    Map<String, String> copy = MDC.getCopyOfContextMap();
                    left.add(copy == null ? Map.of() : copy);
                }
            }
        });
        server.start();
        try {
            HttpRequest request = HttpRequest.newBuilder(server.getURI())
                    .header("X-Request-Id", "r-5")
                    .build();
            assertEquals(500, larder.send(request).statusCode());
            assertEquals(Map.of(), left.poll(10, TimeUnit.SECONDS));
        } finally {
            server.stop();
        }
    }

    private HttpResponse<String> get(String path, String name, String value) {
        return larder.send(
                HttpRequest.newBuilder(larder.uri(path)).header(name, value).build());
    }

    private void fail() {
        larder.repository.before(() -> {
            throw new IllegalStateException("what nobody expected");
        });
    }
}
