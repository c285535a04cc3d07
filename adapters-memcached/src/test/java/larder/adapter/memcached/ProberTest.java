package larder.adapter.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import larder.contracts.Patience;
import larder.devservices.MemcachedServer;
import larder.domain.port.CacheUnavailable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a connection comes to when something fails that nobody foresaw. */
final class ProberTest {
    private static final MemcachedServer SERVER = MemcachedServer.start();
    private static final Wires WIRES = new Wires(MemcachedConfig.parse(SERVER.url()), InstantSource.system());

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void whatever_an_attempt_ends_with_there_is_another() {
        Deque<Supplier<Wire>> attempts = new ArrayDeque<>(List.of(
                () -> {
                    throw new IllegalStateException("nobody foresaw it");
                },
                () -> {
                    throw new NoClassDefFoundError("nobody foresaw it");
                },
                () -> {
                    throw new CacheUnavailable("it is away", null);
                }));
        Breaker breaker = new Breaker();
        try (Prober prober = new Prober(
                breaker,
                () -> attempts.isEmpty() ? WIRES.open() : attempts.remove().get())) {
            prober.start();
            Patience.until("it is used", breaker::isClosed);
        }
    }

    @Test
    void a_connection_that_does_not_end_well_is_replaced_all_the_same() {
        AtomicInteger made = new AtomicInteger();
        Breaker breaker = new Breaker();
        try (Prober prober = new Prober(breaker, () -> {
            Wire wire = WIRES.open();
            if (made.incrementAndGet() == 1) {
                wire.close();
            }
            return wire;
        })) {
            prober.start();
            Patience.until("it is used", breaker::isClosed);
            breaker.open();
            Patience.until("it is used again", breaker::isClosed);
        }
        assertEquals(2, made.get());
    }

    @Test
    void no_connection_is_left_of_an_attempt_that_failed() {
        Wires failing = new Wires(MemcachedConfig.parse(SERVER.url()), () -> {
            throw new IllegalStateException("no clock");
        });
        Cli cli = new Cli(SERVER.port());
        String before = cli.stat("curr_connections");
        for (int i = 0; i < 5; i++) {
            assertThrows(IllegalStateException.class, failing::open);
        }
        Patience.until("each was closed", () -> cli.stat("curr_connections").equals(before));
    }

    @Test
    void whatever_the_driver_throws_is_an_answer_that_did_not_come() {
        IllegalArgumentException thrown = new IllegalArgumentException("of the driver");
        CacheUnavailable said = assertThrows(
                CacheUnavailable.class,
                () -> Wire.<String>answer(() -> {
                    throw thrown;
                }));
        assertEquals(thrown, assertInstanceOf(IllegalArgumentException.class, said.getCause()));
    }
}
