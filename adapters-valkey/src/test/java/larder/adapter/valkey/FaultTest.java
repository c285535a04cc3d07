package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import larder.contracts.Actor;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.LockUnavailable;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.RedisOutOfMemoryException;

/** Everything that can be wrong with a server while Larder runs: what a caller sees of it, for how long, and how it mends. */
final class FaultTest {
    private static final CacheKey KEY = Opened.KEY;
    private static final Duration LONG = Opened.LONG;

    /** A deadline of 25 ms, and what a busy machine with two cores adds to it. */
    private static final Duration DEADLINE_AND_SLACK = Duration.ofMillis(25 + 300);

    private final ValkeyServer server = ValkeyServer.start();
    private final Cli cli = new Cli(server.port());
    private final TcpProxy proxy = TcpProxy.inFrontOf(server);
    private final Grumbler grumbler = new Grumbler(server.port());

    @BeforeEach
    void valueIsThere() {
        try (Opened opened = Opened.patient(server.url())) {
            opened.store(KEY, Opened.ARUN);
        }
    }

    @AfterEach
    void close() {
        grumbler.close();
        proxy.close();
        server.close();
    }

    @Test
    void killed_is_unavailable_at_once_and_mends_when_it_is_back() {
        try (Opened opened = Opened.at(server.url())) {
            server.kill();
            failsUntilOpen(opened);
            server.restart();
            mends(opened);
        }
    }

    @Test
    void frozen_is_unavailable_within_the_deadline_and_mends_when_it_goes_on() {
        try (Opened opened = Opened.at(server.url())) {
            server.pause();
            failsUntilOpen(opened);
            server.resume();
            mends(opened);
            found(opened);
        }
    }

    @Test
    void cut_off_is_unavailable_and_mends() {
        try (Opened opened = Opened.at(proxy.url())) {
            proxy.cut();
            failsUntilOpen(opened);
            proxy.restore();
            mends(opened);
            found(opened);
        }
    }

    @Test
    void a_black_hole_is_unavailable_within_the_deadline_and_mends() {
        try (Opened opened = Opened.at(proxy.url())) {
            proxy.blackhole();
            failsUntilOpen(opened);
            proxy.restore();
            mends(opened);
            found(opened);
        }
    }

    @Test
    void rubbish_is_unavailable_and_mends() {
        try (Opened opened = Opened.at(proxy.url())) {
            proxy.garbage();
            failsUntilOpen(opened);
            proxy.restore();
            mends(opened);
            found(opened);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-LOADING Valkey is loading the dataset in memory",
                "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "-NOAUTH Authentication required.",
                "-BUSY Valkey is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
                "-NOPERM User default has no permissions to run the 'evalsha' command",
                "-ERR unknown command 'EVALSHA'",
                "-MISCONF Valkey is configured to save RDB snapshots, but it's currently unable to persist to disk."
            })
    void an_error_of_the_server_is_unavailable_and_mends(String error) {
        try (Opened opened = Opened.at(grumbler.url())) {
            grumbler.answer(error);
            failsUntilOpen(opened);
            grumbler.answer("");
            mends(opened);
            found(opened);
        }
    }

    @Test
    void a_replica_is_left_alone_after_one_refused_write_and_mends_when_it_is_a_master() {
        try (Opened opened = Opened.at(server.url())) {
            cli.call("REPLICAOF", "127.0.0.1", "1");
            unavailable(() -> opened.cache().takeOver(KEY, LONG));
            assertEquals(State.DEGRADED, opened.state());
            cli.call("REPLICAOF", "NO", "ONE");
            mends(opened);
            assertEquals("0", cli.line("EXISTS", KEY.toString()), "what it held as a replica is removed");
            try (Opened patient = Opened.patient(server.url())) {
                patient.store(KEY, Opened.ARUN);
            }
            found(opened);
        }
    }

    @Test
    void a_full_memory_refuses_what_is_new_and_still_answers_and_forgets_what_is_there() {
        try (Opened opened = Opened.patient(server.url())) {
            FillToken token = granted(opened, KEY);
            cli.call("CONFIG", "SET", "maxmemory", "1");
            CacheKey other = new CacheKey("user", "102");
            for (int i = 0; i < 30; i++) {
                CacheUnavailable refused = unavailable(() -> opened.cache().reserve(other, LONG, Duration.ZERO));
                assertInstanceOf(RedisOutOfMemoryException.class, refused.getCause());
                unavailable(() -> opened.cache().reserveAll(List.of(other, KEY), LONG));
                unavailable(() -> opened.cache().fill(filling(token)));
                assertThrows(LockUnavailable.class, () -> opened.loadLock().tryAcquire(KEY, Duration.ZERO, LONG));
                found(opened);
            }
            assertEquals(State.UP, opened.state());
            try (Opened second = Opened.patient(server.url())) {
                found(second);
            }
            opened.invalidate(KEY);
            assertEquals("0", cli.line("EXISTS", KEY.toString()));
            cli.call("CONFIG", "SET", "maxmemory", "0");
            assertEquals(Fill.Outcome.STORED, opened.store(KEY, Opened.ARUN));
        }
    }

    @Test
    void larder_starts_without_a_server_and_mends_when_it_comes() {
        server.kill();
        long begun = System.nanoTime();
        try (Valkey valkey = Valkey.open(ValkeyConfig.parse(server.url()))) {
            Opened opened = new Opened(valkey);
            assertTrue(since(begun).compareTo(Duration.ofSeconds(5)) < 0, "it waited for the server");
            for (int i = 0; i < 20; i++) {
                unavailable(() -> opened.cache().read(KEY));
            }
            assertEquals(State.DEGRADED, opened.state());
            server.restart();
            mends(opened);
        }
    }

    @Test
    void larder_starts_before_a_frozen_server_and_mends_when_it_goes_on() {
        server.pause();
        try (Valkey valkey = Valkey.open(ValkeyConfig.parse(server.url()))) {
            Opened opened = new Opened(valkey);
            for (int i = 0; i < 20; i++) {
                unavailable(() -> opened.cache().read(KEY));
            }
            server.resume();
            mends(opened);
            found(opened);
        }
    }

    @Test
    void the_first_twenty_requests_pay_the_deadline_and_later_ones_next_to_nothing() {
        try (Opened opened = Opened.at(server.url())) {
            Stream.generate(() -> KEY).limit(200).forEach(opened.cache()::read);
            server.pause();
            List<Duration> paid = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long begun = System.nanoTime();
                unavailable(() -> opened.cache().read(KEY));
                paid.add(since(begun));
            }
            server.resume();
            List<Duration> later = new ArrayList<>(paid.subList(20, paid.size()));
            Collections.sort(later);
            assertTrue(later.get(later.size() / 2).compareTo(Duration.ofMillis(1)) < 0, () -> "half paid " + later);
            assertTrue(later.stream().mapToLong(Duration::toMillis).sum() < 500, () -> "they paid " + later);
        }
    }

    @Test
    void whoever_waits_for_a_lock_when_the_server_freezes_waits_no_longer_than_it_wanted() {
        try (Opened holder = Opened.patient(server.url());
                Opened waiter = Opened.at(server.url())) {
            assertTrue(holder.loadLock().tryAcquire(KEY, Duration.ZERO, LONG).isPresent());
            try (Actor actor = new Actor("waiter")) {
                Duration wait = Duration.ofSeconds(1);
                long begun = System.nanoTime();
                Future<String> outcome = actor.beginsToWait(() -> {
                    try {
                        return waiter.loadLock().tryAcquire(KEY, wait, LONG).isPresent() ? "held" : "empty";
                    } catch (LockUnavailable _) {
                        return "unavailable";
                    }
                });
                Patience.until(
                        "it waits at the server",
                        () -> cli.line("PUBSUB", "NUMPAT").equals("0")
                                && !cli.call("PUBSUB", "CHANNELS").isEmpty());
                server.pause();
                assertTrue(List.of("empty", "unavailable").contains(Actor.outcome(outcome)));
                assertTrue(
                        since(begun).compareTo(wait.plus(DEADLINE_AND_SLACK)) < 0, () -> "it waited " + since(begun));
                server.resume();
            }
        }
    }

    private static void failsUntilOpen(Opened opened) {
        FillToken token = new FillToken("00000000000000000000000000000000");
        List<Executable> all = List.of(
                () -> opened.cache().read(KEY),
                () -> opened.cache().readAll(List.of(KEY, new CacheKey("user", "102"))),
                () -> opened.cache().takeOver(KEY, LONG),
                () -> opened.cache().reserveAll(List.of(KEY), LONG),
                () -> opened.cache().fill(filling(token)),
                () -> opened.cache().fillAll(List.of(filling(token))),
                () -> opened.cache().invalidate(List.of(KEY, new CacheKey("user", "103"))));
        for (Executable call : all) {
            unavailable(call);
        }
        long begun = System.nanoTime();
        assertThrows(LockUnavailable.class, () -> opened.loadLock().tryAcquire(KEY, Duration.ZERO, LONG));
        assertTrue(since(begun).compareTo(DEADLINE_AND_SLACK) < 0, () -> "it took " + since(begun));
        assertEquals(State.DEGRADED, opened.state());
    }

    private static CacheUnavailable unavailable(Executable call) {
        long begun = System.nanoTime();
        CacheUnavailable failure = assertThrows(CacheUnavailable.class, call);
        assertTrue(since(begun).compareTo(DEADLINE_AND_SLACK) < 0, () -> "it took " + since(begun));
        assertNotNull(failure.getMessage());
        return failure;
    }

    private static void mends(Opened opened) {
        opened.awaitUp();
        assertNotNull(opened.cache());
    }

    private static void found(Opened opened) {
        Patience.until("the value is read", () -> read(opened) instanceof Lookup.Found);
    }

    private static Lookup read(Opened opened) {
        try {
            return opened.cache().read(KEY);
        } catch (CacheUnavailable _) {
            return new Lookup.Missing(); // a busy machine: the caller looks again
        }
    }

    private static FillToken granted(Opened opened, CacheKey key) {
        return assertInstanceOf(Reservation.Granted.class, opened.cache().takeOver(key, LONG))
                .token();
    }

    private static Fill filling(FillToken token) {
        return new Fill(KEY, token, Opened.ARUN, LONG, LONG, Duration.ZERO);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
