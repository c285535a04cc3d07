package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import larder.application.readthrough.Provenance.Source;
import larder.contracts.Crowd;
import larder.contracts.Fleet;
import larder.contracts.Patience;
import larder.contracts.Peer;
import larder.devservices.ValkeyServer;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import larder.domain.port.ViewBuffer.Appended;
import larder.domain.session.AccountName;
import larder.domain.session.SecurityStamp;
import larder.domain.session.SessionLifetime;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that comes back with a memory of its own: what it says of entries is not believed before somebody emptied it. */
@Timeout(60)
final class AnotherRunTest {
    private static final CacheKey KEY = Opened.KEY;
    private static final CacheKey OTHER = new CacheKey("user", "102");
    private static final Duration LONG = Opened.LONG;

    private final ValkeyServer server = ValkeyServer.start();
    private final Cli cli = new Cli(server.port());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void R9_an_old_dump_brings_no_value_back() {
        try (Opened opened = Opened.patient(server.url())) {
            restartFromBeforeTheChange(opened);
            assertTrue(brought(), "the server holds the old value");
            neverOld(opened, cache -> cache.read(KEY) instanceof Lookup.Found);
            assertFalse(brought(), "it was removed");
        }
    }

    @Test
    void R9_holds_for_reads_of_several() {
        try (Opened opened = Opened.patient(server.url())) {
            restartFromBeforeTheChange(opened);
            neverOld(opened, cache -> cache.readAll(List.of(OTHER, KEY)).get(KEY) instanceof Lookup.Found);
        }
    }

    @Test
    void R9_holds_for_what_a_reservation_finds() {
        try (Opened opened = Opened.patient(server.url())) {
            restartFromBeforeTheChange(opened);
            neverOld(opened, cache -> cache.reserve(KEY, LONG, Duration.ZERO) instanceof Reservation.Occupied);
        }
    }

    @Test
    void R9_holds_for_what_several_reservations_find() {
        try (Opened opened = Opened.patient(server.url())) {
            restartFromBeforeTheChange(opened);
            neverOld(
                    opened,
                    cache -> cache.reserveAll(List.of(KEY, OTHER), LONG).get(KEY) instanceof Reservation.Occupied);
        }
    }

    @Test
    void R9_a_token_that_an_old_dump_brings_back_stores_nothing() {
        try (Opened opened = Opened.patient(server.url())) {
            FillToken token = granted(opened.cache());
            cli.call("SAVE");
            opened.invalidate(KEY);
            server.kill();
            server.restart();
            assertEquals("1", cli.line("HEXISTS", KEY.toString(), "token"), "the server holds the token");
            Fill fill = new Fill(KEY, token, Opened.ARUN, LONG, LONG, Duration.ZERO);
            neverOld(opened, cache -> cache.fill(fill) == Fill.Outcome.STORED);
            neverOld(opened, cache -> cache.fillAll(List.of(fill)).containsValue(Fill.Outcome.STORED));
        }
    }

    @Test
    void R9_holds_for_a_process_that_saw_nothing_of_it() {
        try (Opened loud = Opened.patient(server.url());
                Opened quiet = Opened.patient(server.url())) {
            restartFromBeforeTheChange(loud);
            assertEquals(State.UP, quiet.state(), "it has not noticed");
            neverOld(quiet, cache -> cache.read(KEY) instanceof Lookup.Found);
            neverOld(loud, cache -> cache.read(KEY) instanceof Lookup.Found);
        }
    }

    @Test
    void R9_holds_for_a_process_that_comes_when_another_has_looked() {
        try (Opened first = Opened.patient(server.url());
                Opened second = Opened.patient(server.url())) {
            restartFromBeforeTheChange(first);
            neverOld(first, cache -> cache.read(KEY) instanceof Lookup.Found);
            assertEquals(Fill.Outcome.STORED, first.store(KEY, Opened.ARUN));
            answeredInTheEnd(second, cache -> cache.read(KEY));
            assertInstanceOf(Lookup.Found.class, second.cache().read(KEY), "the second empties nothing");
        }
    }

    @Test
    void R9_holds_for_two_processes_that_come_back_at_the_same_time() {
        try (Opened one = Opened.patient(server.url());
                Opened other = Opened.patient(server.url())) {
            restartFromBeforeTheChange(one);
            List<Opened> both = List.of(one, other);
            Crowd.together(2, process -> {
                neverOld(both.get(process), cache -> cache.read(KEY) instanceof Lookup.Found);
                return process;
            });
        }
    }

    @Test
    void R9_holds_for_a_process_that_starts_before_the_old_dump() {
        try (Opened opened = Opened.patient(server.url())) {
            opened.store(KEY, Opened.ARUN);
            cli.call("SAVE");
        }
        server.kill();
        server.restart();
        try (Valkey valkey = Valkey.open(ValkeyConfig.parse(server.url()).withCallDeadline(Opened.PATIENT))) {
            neverOld(new Opened(valkey), cache -> cache.read(KEY) instanceof Lookup.Found);
        }
    }

    @Test
    void sessions_views_and_limits_are_no_entries_and_stay_as_the_dump_has_them() {
        try (Opened opened = Opened.patient(server.url())) {
            SessionToken token = SessionToken.next(new AccountName("admin"), new SecureRandom());
            opened.valkey().sessions().create(token.id(), new SecurityStamp("stamp"), SessionLifetime.USUAL);
            assertEquals(Appended.TAKEN, opened.views().append(new View(new ProductId(7), Optional.empty())));
            cli.call("SET", "limit:login:arun", "1");
            cli.call("HSET", "cart:7", "token", "of somebody else");
            restartFromBeforeTheChange(opened);
            neverOld(opened, cache -> cache.read(KEY) instanceof Lookup.Found);
            assertTrue(opened.valkey().sessions().touch(token.id()).isPresent());
            assertEquals(1, opened.views().oldest(10).oldest().size());
            assertEquals("1", cli.line("EXISTS", "limit:login:arun"));
            assertEquals("1", cli.line("EXISTS", "cart:7"));
        }
    }

    @Test
    void a_flush_of_the_data_leaves_it_trusted() {
        try (Opened opened = Opened.patient(server.url())) {
            opened.store(KEY, Opened.ARUN);
            cli.call("FLUSHALL");
            assertInstanceOf(Lookup.Missing.class, opened.cache().read(KEY));
            assertEquals(Fill.Outcome.STORED, opened.store(KEY, Opened.ARUN));
            assertInstanceOf(Lookup.Found.class, opened.cache().read(KEY));
            assertEquals(State.UP, opened.state());
        }
    }

    @Test
    void a_flush_of_the_scripts_costs_the_entries_once() {
        try (Opened opened = Opened.patient(server.url())) {
            opened.store(KEY, Opened.ARUN);
            cli.call("SCRIPT", "FLUSH");
            assertInstanceOf(Lookup.Missing.class, answeredInTheEnd(opened, cache -> cache.read(KEY)));
            assertEquals(Fill.Outcome.STORED, opened.store(KEY, Opened.ARUN));
            assertInstanceOf(Lookup.Found.class, opened.cache().read(KEY));
        }
    }

    @Test
    void a_request_that_meets_a_server_nobody_looked_at_is_answered_past_the_cache() {
        try (Opened opened = Opened.patient(server.url());
                Fleet fleet = new Fleet(_ -> opened.cache(), _ -> opened.loadLock())) {
            Peer peer = fleet.peer(0);
            fleet.database().put("1", "old");
            peer.answers("1", "old", Source.LOADED_STORED);
            fleet.database().put("1", "new");
            cli.call("SCRIPT", "FLUSH");
            peer.answers("1", "new", Source.BYPASS);
            Patience.until("it is used again", () -> peer.ask("1").provenance().source() == Source.HIT);
            peer.answers("1", "new", Source.HIT);
        }
    }

    @Test
    void what_one_database_holds_is_not_trusted_since_another_was_looked_at() {
        try (Opened second = Opened.patient(server.url() + "/1")) {
            second.store(KEY, Opened.ARUN);
        }
        cli.call("SAVE");
        server.kill();
        server.restart();
        try (Opened first = Opened.patient(server.url());
                Opened second = Opened.patient(server.url() + "/1")) {
            assertInstanceOf(Lookup.Missing.class, first.cache().read(KEY));
            assertInstanceOf(Lookup.Missing.class, second.cache().read(KEY));
        }
    }

    @Test
    void a_thousand_entries_and_more_are_removed() {
        try (Opened opened = Opened.patient(server.url())) {
            opened.store(KEY, Opened.ARUN);
            String copy = "for i = 1, 2500 do redis.call('COPY', KEYS[1], 'order:' .. i) end";
            cli.call("EVAL", copy, "1", KEY.toString());
            cli.call("SCRIPT", "FLUSH");
            answeredInTheEnd(opened, cache -> cache.read(KEY));
            assertEquals("0", cli.line("DBSIZE"));
        }
    }

    /** Stores a value, keeps a dump of it, changes it as a writer does, and has the server come back with the dump. */
    private void restartFromBeforeTheChange(Opened writer) {
        assertEquals(Fill.Outcome.STORED, writer.store(KEY, Opened.ARUN));
        cli.call("SAVE");
        writer.invalidate(KEY);
        server.kill();
        server.restart();
    }

    /** Whether the value is there, told by the server itself. */
    private boolean brought() {
        return cli.line("HEXISTS", KEY.toString(), "value").equals("1");
    }

    /** Asks from now on until it was answered fifty times. */
    private static void neverOld(Opened opened, Function<Cache, Boolean> isOld) {
        for (int answers = 0; answers < 50; answers++) {
            assertFalse(answeredInTheEnd(opened, isOld), "what was invalidated came back");
        }
    }

    private static <T> T answeredInTheEnd(Opened opened, Function<Cache, T> question) {
        long begun = System.nanoTime();
        while (true) {
            try {
                return question.apply(opened.cache());
            } catch (CacheUnavailable away) {
                if (System.nanoTime() - begun > Patience.BOUND.toNanos()) {
                    throw away;
                }
                LockSupport.parkNanos(50_000);
            }
        }
    }

    private static FillToken granted(Cache cache) {
        return assertInstanceOf(Reservation.Granted.class, cache.takeOver(KEY, LONG))
                .token();
    }
}
