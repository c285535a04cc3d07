package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.domain.port.RateLimit.Allowance;
import larder.domain.port.RateLimitUnavailable;
import larder.domain.port.SessionStore;
import larder.domain.port.SessionStoreUnavailable;
import larder.domain.session.AccountName;
import larder.domain.session.SecurityStamp;
import larder.domain.session.Session;
import larder.domain.session.SessionLifetime;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Sessions on a Valkey that fails, and what lies there. */
final class SessionStoreFaultTest {
    private static final AccountName ADMIN = new AccountName("admin");
    private static final SecurityStamp STAMP = new SecurityStamp("stamp");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final ValkeyServer server = ValkeyServer.start();
    private final Cli cli = new Cli(server.port());
    private final Opened opened = Opened.at(server.url());
    private final SessionStore store = opened.valkey().sessions();
    private final SessionToken token = SessionToken.next(ADMIN, new SecureRandom());

    @AfterEach
    void close() {
        opened.close();
        server.close();
    }

    @Test
    void a_server_that_is_gone_is_unavailable_and_not_a_session_that_ended() {
        create();
        server.kill();
        assertEverythingIsUnavailable();
        server.restart();
        Patience.until("it answers again", this::answers);
        assertEquals(Optional.empty(), store.touch(token.id()), "it came back without its memory");
    }

    @Test
    void a_server_that_hangs_is_unavailable_within_a_bound() {
        create();
        server.pause();
        try {
            assertEverythingIsUnavailable();
        } finally {
            server.resume();
        }
        Patience.until("it answers again", this::answers);
    }

    @Test
    void a_server_that_is_full_begins_no_session_and_goes_on_with_those_that_are() {
        create();
        cli.call("CONFIG", "SET", "maxmemory", "1");
        SessionToken another = SessionToken.next(ADMIN, new SecureRandom());
        assertThrows(SessionStoreUnavailable.class, () -> store.create(another.id(), STAMP, SessionLifetime.USUAL));
        assertTrue(store.touch(token.id()).isPresent());
        store.endAll(ADMIN);
        assertEquals(Optional.empty(), store.touch(token.id()));
        cli.call("CONFIG", "SET", "maxmemory", "0");
    }

    @Test
    void a_store_that_forgot_the_scripts_is_told_them() {
        create();
        cli.call("SCRIPT", "FLUSH");
        assertTrue(store.touch(token.id()).isPresent());
    }

    @Test
    void an_epoch_that_was_evicted_ends_sessions_and_revives_none() {
        create();
        cli.call("DEL", "{session:admin}:epoch");
        assertEquals(Optional.empty(), store.touch(token.id()));
    }

    @Test
    void a_session_really_expires_by_the_servers_clock() {
        store.create(token.id(), STAMP, new SessionLifetime(Duration.ofMillis(300), Duration.ofMillis(600)));
        Patience.until("everything is gone", () -> cli.line("DBSIZE").equals("0"));
        assertEquals(Optional.empty(), store.touch(token.id()));
    }

    @Test
    void only_a_digest_of_the_token_is_stored() {
        create();
        String random = token.reveal().substring("admin.".length());
        List<String> keys = cli.call("KEYS", "*");
        assertEquals(2, keys.size());
        assertTrue(keys.contains("{session:admin}:" + token.id().digest()), keys::toString);
        Map<String, String> fields = cli.fields("{session:admin}:" + token.id().digest());
        assertFalse((keys + fields.toString()).contains(random));
    }

    @Test
    void a_session_that_is_used_all_the_time_is_not_written_all_the_time() {
        create();
        String key = "{session:admin}:" + token.id().digest();
        long at = Long.parseLong(cli.line("PEXPIRETIME", key));
        for (int i = 0; i < 10; i++) {
            store.touch(token.id());
        }
        assertEquals(at, Long.parseLong(cli.line("PEXPIRETIME", key)));
    }

    private void assertEverythingIsUnavailable() {
        assertUnavailable(() -> store.touch(token.id()));
        assertUnavailable(() -> store.create(token.id(), STAMP, SessionLifetime.USUAL));
        assertUnavailable(() -> store.end(token.id()));
        assertUnavailable(() -> store.endAll(ADMIN));
        Allowance one = new Allowance("one", 1, Duration.ofHours(1));
        assertThrows(
                RateLimitUnavailable.class, () -> opened.valkey().rateLimit().take(one, "someone"));
    }

    private static void assertUnavailable(Executable call) {
        long begun = System.nanoTime();
        assertThrows(SessionStoreUnavailable.class, call);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(BOUND) < 0, () -> "it took " + took);
    }

    private boolean answers() {
        try {
            Optional<Session> _ = store.touch(token.id());
            return true;
        } catch (SessionStoreUnavailable _) {
            return false;
        }
    }

    private void create() {
        store.create(token.id(), STAMP, SessionLifetime.USUAL);
    }
}
