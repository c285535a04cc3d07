package larder.domain.port;

import java.util.Optional;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.PasswordHash;

/**
 * Where accounts are kept for good.
 *
 * <ul>
 *   <li>A read MUST see every change that was committed before it began: an account is never cached.
 *   <li>Every method MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too
 *       busy or too slow, and MUST do so within a bound.
 *   <li>A row that breaks the domain's rules MUST be an {@link UnreadableRow}, never absent.
 * </ul>
 */
public interface AccountRepository {
    Optional<Account> find(AccountName name);

    /** Adds an account. It MUST be committed when the method returns. */
    Added add(Account account);

    /** Sets the password of an account if it is the expected one until then, in one atomic step that MUST be committed. */
    Replaced replacePassword(AccountName name, PasswordHash expected, PasswordHash next);

    /** How adding ended. */
    enum Added {
        ADDED,
        /** Nothing was changed. */
        NAME_TAKEN
    }

    /** How setting a password ended. */
    enum Replaced {
        REPLACED,
        /** There is no such account, or it has another password by now: nothing was changed. */
        NOT_AS_EXPECTED
    }
}
