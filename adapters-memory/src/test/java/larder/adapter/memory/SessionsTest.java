package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larder.application.limit.Limits;
import larder.application.readthrough.Overloaded;
import larder.application.session.Accounts;
import larder.application.session.Accounts.Ensured;
import larder.application.session.Passwords;
import larder.application.session.Sessions;
import larder.application.session.Sessions.Login;
import larder.contracts.Crowd;
import larder.contracts.FakeTicker;
import larder.domain.port.AccountRepository;
import larder.domain.port.RateLimit;
import larder.domain.port.RateLimitUnavailable;
import larder.domain.port.SessionStore;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.ClientAddress;
import larder.domain.session.Password;
import larder.domain.session.PasswordHash;
import larder.domain.session.Role;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.Test;

/** What logging in does, over the adapters in memory. */
final class SessionsTest {
    private static final AccountName ADMIN = new AccountName("admin");
    private static final ClientAddress HERE = ClientAddress.of("192.0.2.1");
    private static final Password RIGHT = new Password("correct horse battery");
    private static final Password WRONG = new Password("wrong horse battery");

    private final SecureRandom random = new SecureRandom();
    private final FakeTicker ticker = new FakeTicker();
    private final AccountRepository accounts = InMemory.accounts();
    private final SessionStore store = InMemory.sessions(ticker);
    private final Sessions sessions = sessions(passwords(100), Limits.lifted());

    @Test
    void a_login_renews_a_hash_that_became_too_cheap_and_no_session_ends_by_it() {
        assertEquals(Ensured.MADE, ensure(passwords(100), RIGHT));
        SessionToken before = token(logIn(sessions, RIGHT));
        PasswordHash cheap = hash();

        SessionToken after = token(logIn(sessions(passwords(200), Limits.lifted()), RIGHT));

        assertEquals(100, cheap.iterations());
        assertEquals(200, hash().iterations());
        assertTrue(hash().matches(RIGHT) && !hash().matches(WRONG));
        assertTrue(sessions.find(before).isPresent() && sessions.find(after).isPresent());
        assertInstanceOf(Login.Wrong.class, logIn(sessions(passwords(300), Limits.lifted()), WRONG));
        assertEquals(200, hash().iterations());
    }

    @Test
    void another_password_for_the_first_account_ends_its_sessions_and_the_same_one_does_not() {
        assertEquals(Ensured.MADE, ensure(passwords(100), RIGHT));
        SessionToken token = token(logIn(sessions, RIGHT));
        assertEquals(Ensured.AS_IT_WAS, ensure(passwords(100), RIGHT));
        assertTrue(sessions.find(token).isPresent());

        assertEquals(Ensured.PASSWORD_SET, ensure(passwords(100), WRONG));

        assertEquals(Optional.empty(), sessions.find(token));
        assertInstanceOf(Login.Wrong.class, logIn(sessions, RIGHT));
        assertInstanceOf(Login.LoggedIn.class, logIn(sessions, WRONG));
    }

    @Test
    void instances_that_start_at_once_make_one_account() {
        List<Ensured> all = Crowd.together(8, _ -> ensure(new Passwords(100, 8, Duration.ofSeconds(9), random), RIGHT));

        assertEquals(1, all.stream().filter(Ensured.MADE::equals).count());
        assertEquals(7, all.stream().filter(Ensured.AS_IT_WAS::equals).count());
    }

    @Test
    void an_account_that_does_not_exist_takes_as_long_as_a_wrong_password() {
        Passwords slow = passwords(60_000);
        ensure(slow, RIGHT);
        Sessions thorough = sessions(slow, Limits.lifted());
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            known.add(nanos(() -> logIn(thorough, WRONG)));
            unknown.add(nanos(() -> thorough.logIn(new AccountName("nobody"), WRONG, HERE, Optional.empty())));
        }
        long one = median(known);
        long other = median(unknown);
        assertTrue(one < 2 * other && other < 2 * one, () -> "known " + one + " ns, unknown " + other + " ns");
    }

    @Test
    void passwords_beyond_those_that_may_be_tried_at_once_are_shed_after_a_short_wait() {
        Sessions busy = sessions(new Passwords(100, 1, Duration.ofMillis(10), random), Limits.lifted());
        accounts.add(new Account(ADMIN, PasswordHash.ofNobody(2_000_000, random), Role.ADMIN));
        List<Boolean> shed = Crowd.together(3, _ -> {
            try {
                Login _ = logIn(busy, WRONG);
                return false;
            } catch (Overloaded overloaded) {
                return overloaded.retryAfter().isPositive();
            }
        });
        assertEquals(2, shed.stream().filter(Boolean::booleanValue).count());
    }

    @Test
    void while_the_shared_limit_is_away_this_process_counts_for_itself() {
        ensure(passwords(100), RIGHT);
        RateLimit away = new RateLimit() {
            @Override
            public Standing take(Allowance allowance, String subject) {
                throw new RateLimitUnavailable("away", new IllegalStateException());
            }

            @Override
            public void giveBack(Allowance allowance, String subject) {
                throw new RateLimitUnavailable("away", new IllegalStateException());
            }
        };
        Sessions limited = sessions(passwords(100), Limits.of(away, InMemory.rateLimit(ticker)));
        for (int i = 0; i < 20; i++) {
            assertInstanceOf(Login.LoggedIn.class, logIn(limited, RIGHT));
        }
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(Login.Wrong.class, logIn(limited, WRONG));
        }
        Login.TooManyTries many = assertInstanceOf(Login.TooManyTries.class, logIn(limited, RIGHT));
        ticker.advance(many.limit().untilNext());
        assertInstanceOf(Login.LoggedIn.class, logIn(limited, RIGHT));
    }

    @Test
    void no_text_of_anything_shows_a_secret() {
        ensure(passwords(100), RIGHT);
        SessionToken token = token(logIn(sessions, RIGHT));
        String said =
                accounts.find(ADMIN) + " " + RIGHT + " " + token + " " + logIn(sessions, RIGHT) + " " + token.id();
        assertFalse(said.contains(RIGHT.value()), said);
        assertFalse(said.contains("pbkdf2"), said);
        assertFalse(said.contains(token.reveal().substring(6)), said);
        assertFalse(said.matches("(?s).*admin\\.[A-Za-z0-9_-]{43}.*"), said);
    }

    private Sessions sessions(Passwords passwords, Limits limits) {
        return new Sessions(accounts, store, passwords, limits, random);
    }

    private Passwords passwords(int iterations) {
        return new Passwords(iterations, 2, Duration.ofSeconds(9), random);
    }

    private Ensured ensure(Passwords passwords, Password password) {
        return new Accounts(accounts, passwords).ensure(ADMIN, password, Role.ADMIN);
    }

    private PasswordHash hash() {
        return accounts.find(ADMIN).orElseThrow().password();
    }

    private static Login logIn(Sessions sessions, Password password) {
        return sessions.logIn(ADMIN, password, HERE, Optional.empty());
    }

    private static SessionToken token(Login login) {
        return assertInstanceOf(Login.LoggedIn.class, login).token();
    }

    private static long nanos(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    private static long median(List<Long> of) {
        return of.stream().sorted().toList().get(of.size() / 2);
    }
}
