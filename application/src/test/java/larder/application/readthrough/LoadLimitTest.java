package larder.application.readthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import larder.domain.InvalidValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LoadLimitTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void no_thread_is_left() throws InterruptedException {
        over.countDown();
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }

    @Test
    void a_limit_below_one_or_a_negative_wait_is_refused() {
        assertThrows(InvalidValue.class, () -> new LoadLimit(0, Duration.ZERO));
        assertThrows(InvalidValue.class, () -> new LoadLimit(1, Duration.ofNanos(-1)));
    }

    @Test
    void a_load_beyond_the_limit_is_shed_when_its_wait_is_over() throws Exception {
        LoadLimit limit = new LoadLimit(1, Duration.ofMillis(20));
        Future<String> first = occupy(limit);
        Overloaded overloaded = assertThrows(Overloaded.class, () -> limit.run(() -> "second"));
        assertTrue(overloaded.retryAfter().isPositive());
        over.countDown();
        assertEquals("first", first.get());
        assertEquals("second", limit.run(() -> "second"));
    }

    @Test
    void a_load_that_waits_has_its_turn_when_another_ends() throws Exception {
        LoadLimit limit = new LoadLimit(1, Duration.ofSeconds(20));
        Future<String> first = occupy(limit);
        Future<String> second = threads.submit(() -> limit.run(() -> "second"));
        assertFalse(second.isDone());
        over.countDown();
        assertEquals("first", first.get());
        assertEquals("second", second.get());
    }

    @Test
    void a_load_that_fails_gives_its_place_back() {
        LoadLimit limit = new LoadLimit(1, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            assertThrows(IllegalStateException.class, () -> limit.run(LoadLimitTest::failing));
        }
        assertEquals("next", limit.run(() -> "next"));
    }

    @Test
    void a_load_that_is_interrupted_while_it_waits_is_shed_and_stays_interrupted() throws Exception {
        LoadLimit limit = new LoadLimit(1, Duration.ofSeconds(20));
        Future<String> first = occupy(limit);
        Future<Boolean> second = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThrows(Overloaded.class, () -> limit.run(() -> "second"));
            return Thread.currentThread().isInterrupted();
        });
        assertTrue(second.get());
        over.countDown();
        assertEquals("first", first.get());
    }

    private Future<String> occupy(LoadLimit limit) throws InterruptedException {
        Future<String> first = threads.submit(() -> limit.run(() -> {
            inside.countDown();
            return awaited("first");
        }));
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        return first;
    }

    private String awaited(String result) {
        try {
            assertTrue(over.await(10, TimeUnit.SECONDS));
            return result;
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static String failing() {
        throw new IllegalStateException("a load fails");
    }
}
