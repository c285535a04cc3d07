package larder.adapter.http;

import static larder.adapter.http.Running.ARUN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import larder.adapter.http.HttpConfig.Writes;
import larder.domain.InvalidValue;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
    @Test
    void a_request_in_flight_is_answered_while_the_server_stops_and_nobody_gets_in_any_more()
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        Running larder = Running.open();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        larder.repository.before(() -> {
            loading.countDown();
            await(gate);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> inFlight = threads.submit(() -> larder.get("/users/101"));
            await(loading);
            Future<?> closing = threads.submit(larder.api::close);
            awaitRefused(larder);

            gate.countDown();

            assertEquals(ARUN, inFlight.get(10, TimeUnit.SECONDS).body());
            closing.get(10, TimeUnit.SECONDS);
        } finally {
            larder.close();
        }
    }

    @Test
    void a_request_that_does_not_end_is_cut_off_after_the_bound()
            throws InterruptedException, ExecutionException, TimeoutException {
        Running larder = Running.open();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        larder.repository.before(() -> {
            loading.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                interrupted.countDown();
                throw new IllegalStateException("interrupted");
            }
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> inFlight = threads.submit(() -> larder.get("/users/101"));
            await(loading);
            long begun = System.nanoTime();

            larder.api.close();

            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.compareTo(Duration.ofSeconds(4)) > 0, took::toString);
            assertTrue(took.compareTo(Duration.ofSeconds(9)) < 0, took::toString);
            await(interrupted);
            assertThrows(ExecutionException.class, () -> inFlight.get(10, TimeUnit.SECONDS));
        } finally {
            larder.close();
        }
    }

    @Test
    void an_idle_connection_does_not_hold_up_the_end() throws IOException {
        Running larder = Running.open();
        try (Socket idle = larder.socket()) {
            idle.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertEquals('H', idle.getInputStream().read());
            long begun = System.nanoTime();

            larder.api.close();

            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.compareTo(Duration.ofSeconds(4)) < 0, took::toString);
        } finally {
            larder.close();
        }
    }

    @Test
    void no_thread_is_left_after_the_end() throws InterruptedException {
        Set<Thread> before = threads();
        Running larder = Running.open();
        larder.get("/users/101");
        larder.get("/health/ready");
        larder.close();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!leftOf(before).isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(Set.of(), leftOf(before));
    }

    @Test
    void it_may_be_closed_twice_or_without_a_start_and_starts_once() {
        HttpApi unstarted = HttpApi.open(new HttpConfig("127.0.0.1", 0, Writes.OPEN));
        assertThrows(IllegalStateException.class, unstarted::port);
        unstarted.close();
        unstarted.close();

        Running larder = Running.open();
        assertEquals(
                "http://127.0.0.1:" + larder.api.port(), larder.api.address().toString());
        larder.close();
        larder.close();
    }

    @Test
    void a_port_that_is_taken_stops_the_start_and_leaves_nothing() throws InterruptedException {
        try (Running first = Running.open()) {
            HttpApi second = HttpApi.open(new HttpConfig("127.0.0.1", first.api.port(), Writes.OPEN));

            RuntimeException failure =
                    assertThrows(RuntimeException.class, () -> second.start(first.routes(), java.util.List.of()));

            assertTrue(
                    String.valueOf(failure.getMessage()).contains(Integer.toString(first.api.port())),
                    failure::toString);
            second.close();
            assertEquals(200, first.get("/users/101").statusCode());
        }
    }

    @Test
    void a_place_to_listen_that_cannot_be_is_refused() {
        assertThrows(InvalidValue.class, () -> new HttpConfig(" ", 8000, Writes.OPEN));
        assertThrows(InvalidValue.class, () -> new HttpConfig("localhost", -1, Writes.OPEN));
        assertThrows(InvalidValue.class, () -> new HttpConfig("localhost", 65_536, Writes.OPEN));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Threads of the JVM's own carriers and of the test's HTTP client aside. */
    private static Set<Thread> leftOf(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool-")
                        && !thread.getName().startsWith("VirtualThread-")
                        && !thread.getName().startsWith("Read-Poller")
                        && !thread.getName().startsWith("HttpClient-"))
                .collect(Collectors.toSet());
    }

    private static void awaitRefused(Running larder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (System.nanoTime() < deadline) {
            try (Socket socket = larder.socket()) {
                socket.getOutputStream()
                        .write("GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
                if (status.isEmpty() || status.equals("HTTP/1.1 503")) {
                    return;
                }
            } catch (ConnectException _) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("it went on to let requests in");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
