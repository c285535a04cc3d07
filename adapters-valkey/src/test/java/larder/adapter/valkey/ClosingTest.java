package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.domain.port.CacheUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of an open Valkey when it is closed: nothing. */
final class ClosingTest {
    private static final Duration SOON = Duration.ofSeconds(6);

    private final ValkeyServer server = ValkeyServer.start();
    private final Cli cli = new Cli(server.port());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void no_thread_and_no_connection_is_left() {
        Set<Thread> before = threads();
        try (Opened opened = Opened.patient(server.url())) {
            opened.store(Opened.KEY, Opened.ARUN);
            opened.loadLock()
                    .tryAcquire(Opened.KEY, Duration.ZERO, Opened.LONG)
                    .orElseThrow()
                    .close();
        }
        Patience.until("no thread is left", () -> before.containsAll(threads()));
        Patience.until(
                "no connection is left",
                () -> cli.line("CLIENT", "LIST").lines().count() == 1);
    }

    @Test
    void no_thread_is_left_of_one_whose_server_is_frozen() {
        Set<Thread> before = threads();
        long begun;
        try (Opened opened = Opened.at(server.url())) {
            server.pause();
            for (int i = 0; i < 10; i++) {
                assertThrows(CacheUnavailable.class, () -> opened.cache().read(Opened.KEY));
            }
            begun = System.nanoTime();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        server.resume();
        assertTrue(took.compareTo(SOON) < 0, () -> "closing took " + took);
        Patience.until("no thread is left", () -> before.containsAll(threads()));
    }

    @Test
    void once_closed_it_is_unavailable() {
        Opened opened = Opened.patient(server.url());
        opened.close();
        assertThrows(CacheUnavailable.class, () -> opened.cache().read(Opened.KEY));
        assertThrows(CacheUnavailable.class, () -> opened.invalidate(Opened.KEY));
    }

    /** Platform threads; those of the JDK that every program shares are not ours. */
    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> List.of("ForkJoinPool", "VirtualThread", "CompletableFuture").stream()
                .anyMatch(thread.getName()::startsWith));
        return threads;
    }
}
