package larder.application.session;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import larder.application.limit.Limits;
import larder.application.readthrough.Overloaded;
import larder.domain.port.AccountRepository;
import larder.domain.port.AccountRepository.Replaced;
import larder.domain.port.RateLimit.Standing;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.SessionStore;
import larder.domain.port.SessionStoreUnavailable;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.ClientAddress;
import larder.domain.session.Password;
import larder.domain.session.PasswordHash;
import larder.domain.session.Role;
import larder.domain.session.Session;
import larder.domain.session.SessionLifetime;
import larder.domain.session.SessionToken;

/**
 * Who is logged in. The store knows whether a session lasts; what its account may do is asked of the database each time, so that
 * a role that was taken away, another password and an account that is gone count from the next request on.
 *
 * <p>Every method throws {@link SessionStoreUnavailable} or {@link RepositoryUnavailable} when what it needs does not answer.
 */
public final class Sessions {
    private final AccountRepository accounts;
    private final SessionStore store;
    private final Passwords passwords;
    private final Limits limits;
    private final RandomGenerator random;

    /**
     * Sessions of the usual lifetime.
     *
     * @param random draws tokens, so it must be a cryptographic one
     */
    public Sessions(
            AccountRepository accounts,
            SessionStore store,
            Passwords passwords,
            Limits limits,
            RandomGenerator random) {
        this.accounts = accounts;
        this.store = store;
        this.passwords = passwords;
        this.limits = limits;
        this.random = random;
    }

    /**
     * Begins a session for who knows the password, and ends the one that was held until then: no id outlives a change of who
     * somebody is. An account that does not exist takes the same steps as one whose password is wrong.
     *
     * @throws Overloaded when too many passwords are tried at the same time
     */
    public Login logIn(AccountName name, Password password, ClientAddress from, Optional<SessionToken> held) {
        Optional<Standing> refused = limits.login(from, name);
        if (refused.isPresent()) {
            return new Login.TooManyTries(refused.get());
        }
        Optional<Account> account = found(name, from);
        PasswordHash hash = account.map(Account::password).orElse(passwords.nobodys());
        if (!matches(hash, password, name, from) || account.isEmpty()) {
            return new Login.Wrong();
        }
        limits.wasNoGuess(from, name);
        renewOutdated(account.get(), password);
        held.map(SessionToken::id).ifPresent(store::end);
        SessionToken token = SessionToken.next(name, random);
        Session session = store.create(token.id(), hash.stamp(), SessionLifetime.USUAL);
        return new Login.LoggedIn(token, LoggedIn.of(account.get(), session));
    }

    /** Who holds the token, which is used by this; empty when the session has ended. */
    public Optional<LoggedIn> find(SessionToken token) {
        return store.touch(token.id())
                .flatMap(session -> accounts.find(token.account())
                        .filter(account -> account.password().stamp().equals(session.stamp()))
                        .map(account -> LoggedIn.of(account, session)));
    }

    /** Ends a session, if it has not ended. */
    public void logOut(SessionToken token) {
        store.end(token.id());
    }

    /** Ends every session of an account. */
    public void logOutEverywhere(AccountName account) {
        store.endAll(account);
    }

    private boolean matches(PasswordHash hash, Password password, AccountName name, ClientAddress from) {
        try {
            return passwords.match(hash, password);
        } catch (Overloaded shed) {
            limits.wasNoGuess(from, name);
            throw shed;
        }
    }

    private Optional<Account> found(AccountName name, ClientAddress from) {
        try {
            return accounts.find(name);
        } catch (RepositoryUnavailable unavailable) {
            limits.wasNoGuess(from, name);
            throw unavailable;
        }
    }

    private void renewOutdated(Account account, Password password) {
        if (passwords.isOutdated(account.password())) {
            // If it is not as expected any more, another login has renewed it, or another password was set: both are
            // right.
            Replaced _ = accounts.replacePassword(
                    account.name(), account.password(), passwords.renewed(account.password(), password));
        }
    }

    /**
     * An account that is logged in.
     *
     * @param expiresIn when its session ends unless it is used
     * @param endsIn when its session ends even if it is used
     */
    public record LoggedIn(AccountName account, Role role, Duration expiresIn, Duration endsIn) {
        private static LoggedIn of(Account account, Session session) {
            return new LoggedIn(account.name(), account.role(), session.expiresIn(), session.endsIn());
        }
    }

    /** How a login ended. */
    public sealed interface Login {
        /** The token is for who logged in, and nobody else. */
        record LoggedIn(SessionToken token, Sessions.LoggedIn who) implements Login {}

        /** No such account, or not its password: which of the two is not told. */
        record Wrong() implements Login {}

        /** The password was not looked at. */
        record TooManyTries(Standing limit) implements Login {}
    }
}
