package larder.adapter.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import larder.contracts.Patience;
import larder.devservices.MemcachedServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.LockUnavailable;
import larder.domain.port.Lookup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Everything that can be wrong with a server while Larder runs: what a caller sees of it, for how long, and how it mends. */
final class MemcachedFaultTest {
    private static final CacheKey KEY = Opened.KEY;
    private static final CacheKey OTHER = new CacheKey("user", "102");
    private static final Duration LONG = Opened.LONG;

    /** A deadline of 25 ms, and what a busy machine with two cores adds to it. */
    private static final Duration DEADLINE_AND_SLACK = Duration.ofMillis(25 + 300);

    private final MemcachedServer server = MemcachedServer.start();
    private final TcpProxy proxy = TcpProxy.inFrontOf(server);

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    @Test
    void killed_is_unavailable_at_once_and_mends_when_it_is_back() {
        try (Opened opened = Opened.at(server.url())) {
            server.kill();
            failsUntilLeftAlone(opened);
            server.restart();
            opened.awaitUp();
            stores(opened);
        }
    }

    @Test
    void frozen_is_unavailable_within_the_deadline_and_mends_when_it_goes_on() {
        stored();
        try (Opened opened = Opened.at(server.url())) {
            server.pause();
            failsUntilLeftAlone(opened);
            server.resume();
            opened.awaitUp();
            finds(opened);
        }
    }

    @Test
    void a_black_hole_is_unavailable_within_the_deadline_and_mends_with_a_new_connection() {
        stored();
        try (Opened opened = Opened.at(proxy.url())) {
            proxy.blackhole();
            failsUntilLeftAlone(opened);
            proxy.restore();
            opened.awaitUp();
            finds(opened);
        }
    }

    @Test
    void rubbish_is_unavailable_and_mends() {
        stored();
        try (Opened opened = Opened.at(proxy.url())) {
            proxy.garbage();
            failsUntilLeftAlone(opened);
            proxy.restore();
            opened.awaitUp();
            finds(opened);
        }
    }

    @Test
    void larder_starts_without_a_server_and_mends_when_it_comes() {
        server.kill();
        try (Memcached memcached = Memcached.open(MemcachedConfig.parse(server.url()))) {
            Opened opened = new Opened(memcached);
            for (int i = 0; i < 20; i++) {
                unavailable(() -> opened.cache().read(KEY));
            }
            assertEquals(State.DEGRADED, opened.state());
            server.restart();
            opened.awaitUp();
            stores(opened);
        }
    }

    @Test
    void larder_starts_before_a_frozen_server_and_mends_when_it_goes_on() {
        stored();
        server.pause();
        try (Memcached memcached = Memcached.open(MemcachedConfig.parse(server.url()))) {
            Opened opened = new Opened(memcached);
            for (int i = 0; i < 20; i++) {
                unavailable(() -> opened.cache().read(KEY));
            }
            server.resume();
            opened.awaitUp();
            finds(opened);
        }
    }

    @Test
    void a_server_without_numbers_is_not_used() {
        try (MemcachedServer without = MemcachedServer.start("--disable-cas");
                Memcached memcached = Memcached.open(MemcachedConfig.parse(without.url()))) {
            Opened opened = new Opened(memcached);
            for (int i = 0; i < 20; i++) {
                unavailable(() -> opened.cache().read(KEY));
            }
            assertEquals(State.DEGRADED, opened.state());
        }
    }

    @Test
    void a_full_memory_that_evicts_nothing_refuses_what_is_new_and_still_answers_what_is_there() {
        try (MemcachedServer full = MemcachedServer.start("--disable-evictions", "--memory-limit=4");
                Opened opened = Opened.patient(full.url())) {
            opened.store(KEY, Opened.ARUN);
            Encoded large = new Encoded("raw/1", new byte[20_000]);
            Patience.until("its memory is full", () -> !stored(opened, large));
            for (int i = 0; i < 20; i++) {
                assertFalse(stored(opened, large));
            }
            assertEquals(State.UP, opened.state());
            finds(opened);
        }
    }

    /** The numbers of changes begin anew with the server, so what was the first change before is the first change again. */
    @Test
    void a_token_of_before_a_restart_is_void_though_the_numbers_begin_anew() {
        try (Opened opened = Opened.patient(server.url())) {
            FillToken before = opened.reserved(KEY);
            server.kill();
            server.restart();
            Patience.until("Memcached is used again", () -> reserves(opened, OTHER));
            FillToken after = opened.reserved(KEY);
            assertEquals(Fill.Outcome.REFUSED, opened.cache().fill(Opened.filling(KEY, before, Opened.ARUN)));
            assertEquals(Fill.Outcome.STORED, opened.cache().fill(Opened.filling(KEY, after, Opened.ARUN)));
        }
    }

    @Test
    void the_requests_of_an_outage_pay_a_few_deadlines_and_later_ones_next_to_nothing() {
        try (Opened opened = Opened.at(server.url())) {
            server.pause();
            failsUntilLeftAlone(opened);
            long begun = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                unavailable(() -> opened.cache().read(KEY));
            }
            assertTrue(since(begun).compareTo(Duration.ofMillis(500)) < 0, () -> "200 paid " + since(begun));
            server.resume();
        }
    }

    @Test
    void closing_does_not_wait_for_a_frozen_server() {
        Opened opened = Opened.at(server.url());
        server.pause();
        long begun = System.nanoTime();
        opened.close();
        assertTrue(since(begun).compareTo(Duration.ofSeconds(3)) < 0, () -> "it took " + since(begun));
        server.resume();
    }

    private void stored() {
        try (Opened opened = Opened.patient(server.url())) {
            assertEquals(Fill.Outcome.STORED, opened.store(KEY, Opened.ARUN));
        }
    }

    private static void failsUntilLeftAlone(Opened opened) {
        FillToken token = new FillToken(Tokens.NONE);
        List<Executable> all = List.of(
                () -> opened.cache().read(KEY),
                () -> opened.cache().readAll(List.of(KEY, OTHER)),
                () -> opened.cache().takeOver(KEY, LONG),
                () -> opened.cache().reserveAll(List.of(KEY), LONG),
                () -> opened.cache().fill(Opened.filling(KEY, token, Opened.ARUN)),
                () -> opened.cache().fillAll(List.of(Opened.filling(KEY, token, Opened.ARUN))),
                () -> opened.cache().invalidate(List.of(KEY, OTHER)));
        all.forEach(MemcachedFaultTest::unavailable);
        long begun = System.nanoTime();
        assertThrows(LockUnavailable.class, () -> opened.loadLock().tryAcquire(KEY, Duration.ZERO, LONG));
        assertTrue(since(begun).compareTo(DEADLINE_AND_SLACK) < 0, () -> "it took " + since(begun));
        assertEquals(State.DEGRADED, opened.state());
    }

    private static void unavailable(Executable call) {
        long begun = System.nanoTime();
        assertThrows(CacheUnavailable.class, call);
        assertTrue(since(begun).compareTo(DEADLINE_AND_SLACK) < 0, () -> "it took " + since(begun));
    }

    private static boolean stored(Opened opened, Encoded value) {
        try {
            return opened.store(new CacheKey("raw", UUID.randomUUID().toString()), value) == Fill.Outcome.STORED;
        } catch (CacheUnavailable _) {
            return false;
        }
    }

    private static boolean reserves(Opened opened, CacheKey key) {
        try {
            opened.reserved(key);
            return true;
        } catch (CacheUnavailable _) {
            return false; // not mended yet, or a busy machine: the caller looks again
        }
    }

    private static void stores(Opened opened) {
        Patience.until("a value is stored", () -> {
            try {
                return opened.store(KEY, Opened.ARUN) == Fill.Outcome.STORED;
            } catch (CacheUnavailable _) {
                return false; // a busy machine: the caller looks again
            }
        });
    }

    private static void finds(Opened opened) {
        Patience.until("the value is read", () -> {
            try {
                return opened.cache().read(KEY) instanceof Lookup.Found;
            } catch (CacheUnavailable _) {
                return false; // a busy machine: the caller looks again
            }
        });
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
