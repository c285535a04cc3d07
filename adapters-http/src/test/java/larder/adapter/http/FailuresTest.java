package larder.adapter.http;

import static larder.adapter.http.Running.ARUN;
import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larder.domain.InvalidValue;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UnreadableRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class FailuresTest {
    private static final String SECRET = "jdbc secret";

    private final Running larder = Running.open();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
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
    @CsvSource({
        "GET, /users/101, ''",
        "GET, /users/999, ''",
        "GET, '/users?ids=101,999', ''",
        "POST, /users, '{\"name\":\"A\",\"email\":\"a@b\"}'",
        "PUT, /users/101, '{\"name\":\"A\",\"email\":\"a@b\"}'",
        "DELETE, /users/101, ''"
    })
    void a_database_that_does_not_answer_is_unavailable_and_never_not_found(String method, String path, String body) {
        fail(new RepositoryUnavailable(SECRET, new IllegalStateException(SECRET)));

        HttpResponse<String> failed = larder.send(method, path, body);

        assertProblem(503, "database-unavailable", failed);
        assertEquals("1", header(failed, "Retry-After"));
        assertFalse(failed.body().contains(SECRET), failed.body());
    }

    @Test
    void a_value_past_its_time_stands_in_for_a_database_that_is_down() {
        larder.get("/users/101");
        larder.cache.pass(Duration.ofSeconds(312));
        fail(new RepositoryUnavailable(SECRET, new IllegalStateException()));

        HttpResponse<String> stale = larder.get("/users/101");

        assertEquals(200, stale.statusCode());
        assertEquals(ARUN, stale.body());
        String status = header(stale, "Cache-Status");
        assertTrue(status.matches("larder; hit; ttl=-1[23]; detail=stale"), status);
    }

    @Test
    void a_cache_that_is_away_is_passed_by() {
        larder.cache.goAway();

        HttpResponse<String> one = larder.get("/users/101");
        HttpResponse<String> several = larder.get("/users?ids=101,102");

        assertEquals(ARUN, one.body());
        assertEquals("larder; fwd=bypass; detail=cache-unavailable", header(one, "Cache-Status"));
        assertEquals("larder; fwd=bypass; detail=cache-unavailable", header(several, "Cache-Status"));
        assertEquals(204, larder.send("DELETE", "/users/101", "").statusCode());
    }

    @Test
    void more_loads_than_there_may_be_are_shed() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        larder.repository.before(() -> {
            loading.countDown();
            await(gate);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> first = threads.submit(() -> larder.get("/users/101"));
            await(loading);

            HttpResponse<String> shed = larder.get("/users/102");
            gate.countDown();

            assertProblem(503, "overloaded", shed);
            assertEquals("1", header(shed, "Retry-After"));
            assertEquals(200, first.get(10, TimeUnit.SECONDS).statusCode());
        }
    }

    @Test
    void a_row_that_breaks_a_rule_is_an_incident() {
        fail(new UnreadableRow(SECRET, new InvalidValue(SECRET)));

        assertIncident("unreadable-row", larder.get("/users/101"));
    }

    @Test
    void what_nobody_expected_is_an_incident() {
        fail(new IllegalStateException(SECRET));

        assertIncident("unexpected", larder.get("/users/101"));
        assertIncident("unexpected", larder.send("DELETE", "/users/101", ""));
    }

    @Test
    void a_value_that_the_server_itself_got_wrong_is_not_laid_at_the_clients_door() {
        fail(new InvalidValue(SECRET));

        assertIncident("unexpected", larder.get("/users/101"));
    }

    @Test
    void even_an_error_of_the_machine_is_answered() {
        larder.repository.before(() -> {
            throw new StackOverflowError(SECRET);
        });

        assertIncident("unexpected", larder.send("DELETE", "/users/101", ""));
        larder.repository.before(() -> {});
        assertEquals(200, larder.get("/users/102").statusCode());
    }

    private void assertIncident(String type, HttpResponse<String> response) {
        assertProblem(500, type, response);
        assertFalse(response.body().contains(SECRET), response.body());
        String incident = response.body().replaceAll(".*\"instance\":\"(urn:uuid:[0-9a-f-]{36})\".*", "$1");
        ILoggingEvent event = logged.list.getLast();
        assertTrue(event.getFormattedMessage().startsWith(incident), event.getFormattedMessage());
        assertTrue(event.getThrowableProxy().getStackTraceElementProxyArray().length > 0);
    }

    private void fail(RuntimeException failure) {
        larder.repository.before(() -> {
            throw failure;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
