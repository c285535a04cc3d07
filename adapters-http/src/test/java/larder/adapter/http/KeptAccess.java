package larder.adapter.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import larder.application.limit.Limits;
import larder.application.session.Passwords;
import larder.application.session.Sessions;
import larder.domain.port.AccountRepository;
import larder.domain.port.RateLimit;
import larder.domain.port.SessionStore;
import larder.domain.port.SessionStoreUnavailable;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.Password;
import larder.domain.session.PasswordHash;
import larder.domain.session.Role;
import larder.domain.session.SecurityStamp;
import larder.domain.session.Session;
import larder.domain.session.SessionId;
import larder.domain.session.SessionLifetime;

/** Accounts, sessions and rate limits of the tests: maps, in which no time passes. */
final class KeptAccess implements AccountRepository, SessionStore, RateLimit {
    static final String PASSWORD = "correct horse battery";
    private static final int ITERATIONS = 100;

    private final Map<AccountName, Account> accounts = new ConcurrentHashMap<>();
    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Limits limits = Limits.of(this, this);
    private volatile boolean away;

    KeptAccess() {
        put("admin", PASSWORD, Role.ADMIN);
        put("ed", PASSWORD, Role.EDITOR);
    }

    Limits limits() {
        return limits;
    }

    Sessions sessions() {
        return new Sessions(this, this, new Passwords(ITERATIONS, 2, Duration.ofSeconds(10), random), limits, random);
    }

    void put(String name, String password, Role role) {
        AccountName account = new AccountName(name);
        accounts.put(account, new Account(account, PasswordHash.of(new Password(password), ITERATIONS, random), role));
    }

    void demote(String name) {
        accounts.computeIfPresent(
                new AccountName(name), (key, account) -> new Account(key, account.password(), Role.EDITOR));
    }

    void delete(String name) {
        accounts.remove(new AccountName(name));
    }

    void goAway() {
        away = true;
    }

    void forgetLimits() {
        taken.clear();
    }

    int count() {
        return sessions.size();
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public Added add(Account account) {
        return accounts.putIfAbsent(account.name(), account) == null ? Added.ADDED : Added.NAME_TAKEN;
    }

    @Override
    public Replaced replacePassword(AccountName name, PasswordHash expected, PasswordHash next) {
        throw new UnsupportedOperationException("no hash of the tests is outdated");
    }

    @Override
    public Session create(SessionId id, SecurityStamp stamp, SessionLifetime lifetime) {
        answer();
        Session session = new Session(stamp, lifetime.idle(), lifetime.longest());
        sessions.put(id, session);
        return session;
    }

    @Override
    public Optional<Session> touch(SessionId id) {
        answer();
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public void end(SessionId id) {
        answer();
        sessions.remove(id);
    }

    @Override
    public void endAll(AccountName account) {
        answer();
        sessions.keySet().removeIf(id -> id.account().equals(account));
    }

    @Override
    public Standing take(Allowance allowance, String subject) {
        int now = taken.merge(allowance.name() + subject, 1, Integer::sum);
        Duration wait = now > allowance.burst() ? Duration.ofMillis(5_500) : Duration.ZERO;
        return new Standing(allowance, wait, allowance.interval().multipliedBy(Math.min(now, allowance.burst())));
    }

    @Override
    public void giveBack(Allowance allowance, String subject) {
        taken.merge(allowance.name() + subject, -1, Integer::sum);
    }

    private void answer() {
        if (away) {
            throw new SessionStoreUnavailable("away", new IllegalStateException("secret"));
        }
    }
}
