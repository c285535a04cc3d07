package larder.application.session;

import java.util.Optional;
import larder.domain.port.AccountRepository;
import larder.domain.port.AccountRepository.Added;
import larder.domain.port.AccountRepository.Replaced;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.Password;
import larder.domain.session.Role;

/** Sees to accounts. Throws {@link RepositoryUnavailable} when the database does not answer. */
public final class Accounts {
    /** Others that set the same account at the same moment are started with it, and done soon. */
    private static final int TRIES = 5;

    private final AccountRepository repository;
    private final Passwords passwords;

    public Accounts(AccountRepository repository, Passwords passwords) {
        this.repository = repository;
        this.passwords = passwords;
    }

    /**
     * Makes an account, or sets the password of the one that there is. When the password is another one, every session of the account
     * ends; its role stays as somebody may have set it.
     */
    public Ensured ensure(AccountName name, Password password, Role role) {
        for (int tries = 1; tries <= TRIES; tries++) {
            Optional<Ensured> ensured = tryToEnsure(name, password, role);
            if (ensured.isPresent()) {
                return ensured.get();
            }
        }
        throw new IllegalStateException("others change the account " + name + " all the time");
    }

    private Optional<Ensured> tryToEnsure(AccountName name, Password password, Role role) {
        Optional<Account> there = repository.find(name);
        if (there.isEmpty()) {
            Added added = repository.add(new Account(name, passwords.hash(password), role));
            return added == Added.ADDED ? Optional.of(Ensured.MADE) : Optional.empty();
        }
        Account account = there.get();
        if (passwords.match(account.password(), password)) {
            return Optional.of(Ensured.AS_IT_WAS);
        }
        Replaced replaced = repository.replacePassword(name, account.password(), passwords.hash(password));
        return replaced == Replaced.REPLACED ? Optional.of(Ensured.PASSWORD_SET) : Optional.empty();
    }

    /** What it took. */
    public enum Ensured {
        MADE,
        PASSWORD_SET,
        AS_IT_WAS
    }
}
