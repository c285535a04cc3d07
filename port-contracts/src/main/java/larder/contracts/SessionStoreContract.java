package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import larder.domain.port.SessionStore;
import larder.domain.session.AccountName;
import larder.domain.session.SecurityStamp;
import larder.domain.session.Session;
import larder.domain.session.SessionId;
import larder.domain.session.SessionLifetime;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} must do. */
public abstract class SessionStoreContract {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final AccountName ADMIN = new AccountName("admin");
    private static final AccountName OTHER = new AccountName("other");
    private static final SecurityStamp STAMP = new SecurityStamp("0123456789abcdef");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SessionLifetime USUAL = SessionLifetime.USUAL;

    /** What is tested: with no sessions of earlier tests. */
    protected abstract SessionStore store();

    /** A second store over the same sessions, as another process has one; the same one if there can be no second. */
    protected abstract SessionStore otherProcess();

    /** Lets that much time pass, or makes the store's clock say so. */
    protected abstract void pass(Duration time);

    /** Removes every entry of the cache that lies in the same place, if there is one. */
    protected abstract void clearCache();

    @Test
    void a_session_is_known_everywhere_with_its_stamp_and_its_ends() {
        SessionId id = id(ADMIN);
        Session begun = store().create(id, STAMP, USUAL);
        for (SessionStore store : List.of(store(), otherProcess())) {
            Session found = store.touch(id).orElseThrow();
            assertEquals(STAMP, found.stamp());
            assertAbout(USUAL.idle(), found.expiresIn());
            assertAbout(USUAL.longest(), found.endsIn());
        }
        assertAbout(USUAL.idle(), begun.expiresIn());
        assertAbout(USUAL.longest(), begun.endsIn());
    }

    @Test
    void an_id_that_never_was_is_no_session() {
        store().create(id(ADMIN), STAMP, USUAL);
        assertEquals(Optional.empty(), store().touch(id(ADMIN)));
        assertEquals(Optional.empty(), store().touch(id(OTHER)));
    }

    @Test
    void an_id_belongs_to_its_account_alone() {
        SessionId id = id(ADMIN);
        store().create(id, STAMP, USUAL);
        store().create(id(OTHER), STAMP, USUAL);
        assertEquals(Optional.empty(), store().touch(new SessionId(OTHER, id.digest())));
    }

    @Test
    void a_session_that_is_not_used_expires() {
        SessionId id = id(ADMIN);
        store().create(id, STAMP, USUAL);
        pass(USUAL.idle().minus(MINUTE));
        assertTrue(store().touch(id).isPresent());
        pass(USUAL.idle().plus(MINUTE));
        assertEquals(Optional.empty(), store().touch(id));
        assertEquals(Optional.empty(), otherProcess().touch(id), "it does not come back");
    }

    @Test
    void to_use_a_session_prolongs_it_but_not_beyond_its_end() {
        SessionId id = id(ADMIN);
        store().create(id, STAMP, USUAL);
        Duration step = Duration.ofMinutes(55);
        for (Duration used = step; used.compareTo(USUAL.longest()) < 0; used = used.plus(step)) {
            pass(step);
            Session session = store().touch(id).orElseThrow();
            Duration left = USUAL.longest().minus(used);
            assertAbout(left, session.endsIn());
            assertAbout(left.compareTo(USUAL.idle()) < 0 ? left : USUAL.idle(), session.expiresIn());
        }
        pass(MINUTE.multipliedBy(6));
        assertEquals(Optional.empty(), store().touch(id), "it was used, and ended all the same");
    }

    @Test
    void a_session_ends_by_the_clock_of_the_store() {
        SessionId id = id(ADMIN);
        store().create(id, STAMP, new SessionLifetime(Duration.ofMillis(200), Duration.ofSeconds(1)));
        pass(Duration.ofMillis(200));
        assertEquals(Optional.empty(), store().touch(id));
    }

    @Test
    void a_session_that_was_ended_stays_so_and_others_go_on() {
        SessionId ended = id(ADMIN);
        SessionId other = id(ADMIN);
        store().create(ended, STAMP, USUAL);
        store().create(other, STAMP, USUAL);
        otherProcess().end(ended);
        assertEquals(Optional.empty(), store().touch(ended));
        assertEquals(Optional.empty(), otherProcess().touch(ended));
        assertTrue(store().touch(other).isPresent());
        store().end(ended);
        store().end(id(OTHER));
    }

    @Test
    void all_sessions_of_an_account_end_at_once_and_those_of_others_go_on() {
        List<SessionId> ended = IntStream.range(0, 20).mapToObj(_ -> id(ADMIN)).toList();
        ended.forEach(id -> store().create(id, STAMP, USUAL));
        SessionId other = id(OTHER);
        store().create(other, STAMP, USUAL);
        otherProcess().endAll(ADMIN);
        assertTrue(ended.stream().allMatch(id -> store().touch(id).isEmpty()));
        assertTrue(store().touch(other).isPresent());
        SessionId later = id(ADMIN);
        store().create(later, STAMP, USUAL);
        assertTrue(otherProcess().touch(later).isPresent(), "who logs in afterwards is logged in");
        assertTrue(ended.stream().allMatch(id -> store().touch(id).isEmpty()), "and wakes nothing");
        store().endAll(new AccountName("nobody"));
    }

    @Test
    void a_session_that_began_early_ends_with_all_others_however_late() {
        SessionId early = id(ADMIN);
        store().create(early, STAMP, USUAL);
        for (int hours = 0; hours < 8; hours++) {
            pass(Duration.ofMinutes(50));
            store().touch(early);
        }
        SessionId late = id(ADMIN);
        store().create(late, STAMP, USUAL);
        assertTrue(store().touch(early).isPresent() && store().touch(late).isPresent());
        otherProcess().endAll(ADMIN);
        assertTrue(store().touch(early).isEmpty() && store().touch(late).isEmpty());
    }

    @Test
    void a_session_outlasts_those_of_its_account_that_began_before() {
        store().create(id(ADMIN), STAMP, USUAL);
        pass(Duration.ofHours(11));
        SessionId late = id(ADMIN);
        store().create(late, STAMP, USUAL);
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofMinutes(50));
            assertTrue(store().touch(late).isPresent());
        }
    }

    @Test
    void clearing_the_cache_ends_no_session() {
        SessionId id = id(ADMIN);
        store().create(id, STAMP, USUAL);
        clearCache();
        assertTrue(store().touch(id).isPresent());
        store().endAll(ADMIN);
        clearCache();
        assertEquals(Optional.empty(), store().touch(id));
    }

    @Test
    void a_touch_that_races_a_log_out_everywhere_revives_nothing() {
        AtomicReference<SessionId> id = new AtomicReference<>(id(ADMIN));
        Duel.repeat(
                () -> {
                    id.set(id(ADMIN));
                    store().create(id.get(), STAMP, USUAL);
                },
                () -> store().touch(id.get()),
                () -> otherProcess().endAll(ADMIN),
                () -> assertEnded(id.get()));
    }

    @Test
    void a_touch_that_races_a_log_out_revives_nothing() {
        AtomicReference<SessionId> id = new AtomicReference<>(id(ADMIN));
        Duel.repeat(
                () -> {
                    id.set(id(ADMIN));
                    store().create(id.get(), STAMP, USUAL);
                },
                () -> store().touch(id.get()),
                () -> otherProcess().end(id.get()),
                () -> assertEnded(id.get()));
    }

    @Test
    void a_crowd_that_uses_a_session_sees_it_end_once_and_for_all() {
        SessionId id = id(ADMIN);
        store().create(id, STAMP, USUAL);
        AtomicBoolean ended = new AtomicBoolean();
        List<Boolean> outlived = Crowd.together(20, caller -> {
            if (caller == 0) {
                otherProcess().endAll(ADMIN);
                ended.set(true);
                return false;
            }
            boolean alive = true;
            boolean over = false;
            for (int i = 0; i < 50 && !over; i++) {
                over = ended.get();
                alive = (caller % 2 == 0 ? store() : otherProcess()).touch(id).isPresent();
            }
            return over && alive;
        });
        assertFalse(outlived.contains(true), "a use that began after the log-out found the session");
        assertEnded(id);
    }

    @Test
    void a_login_after_a_log_out_everywhere_stands_whatever_is_touched_meanwhile() {
        AtomicReference<SessionId> old = new AtomicReference<>(id(ADMIN));
        AtomicReference<SessionId> next = new AtomicReference<>(id(ADMIN));
        Duel.repeat(
                () -> {
                    old.set(id(ADMIN));
                    next.set(id(ADMIN));
                    store().create(old.get(), STAMP, USUAL);
                    store().endAll(ADMIN);
                },
                () -> store().create(next.get(), STAMP, USUAL),
                () -> assertEnded(old.get()),
                () -> assertTrue(otherProcess().touch(next.get()).isPresent()));
    }

    private void assertEnded(SessionId id) {
        assertEquals(Optional.empty(), store().touch(id));
        assertEquals(Optional.empty(), otherProcess().touch(id));
    }

    private static void assertAbout(Duration expected, Duration found) {
        assertTrue(
                found.compareTo(expected) <= 0 && found.compareTo(expected.minus(MINUTE.multipliedBy(2))) > 0,
                () -> "about " + expected + ", but it was " + found);
    }

    private static SessionId id(AccountName account) {
        return SessionToken.next(account, RANDOM).id();
    }
}
