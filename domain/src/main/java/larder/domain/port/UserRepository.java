package larder.domain.port;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import larder.domain.user.User;
import larder.domain.user.UserId;

/**
 * Where users are kept for good.
 *
 * <ul>
 *   <li>A read MUST answer empty only when a query ran and found no row.
 *   <li>A read MUST see every change that was committed before it began.
 *   <li>The version of a row MUST be the one that it had when the value was read, in one step, and MUST rise with every change.
 *   <li>Every method MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too
 *       busy or too slow, and MUST do so within a bound.
 *   <li>A row that breaks the domain's rules MUST be an {@link UnreadableRow}, never absent.
 *   <li>A write MUST be committed when the method returns, and MUST have changed nothing when it throws, save for {@link
 *       RepositoryUnavailable}, after which it may have happened.
 * </ul>
 */
public interface UserRepository {
    Optional<Versioned<User>> find(UserId id);

    /** Those of the ids that exist, in one query. MUST answer empty for no ids, without a query. */
    Map<UserId, Versioned<User>> findAll(Collection<UserId> ids);

    /** An id for a new user. MUST NOT answer an id twice, nor the id of a user that exists when it is asked. When there is no id left it MUST throw an IllegalStateException. */
    UserId nextId();

    /** Keeps a new user. MUST leave a user of the same id as it is and answer {@link Added#ID_TAKEN}; of racing calls exactly one MUST win. */
    Added add(User user);

    /**
     * Replaces a user by what {@code change} makes of it, as one step: MUST NOT lose a change that commits in between, and
     * MUST answer empty, without calling {@code change}, when there is no such user. {@code change} may be called again for a
     * newer user when others were in the way. It MUST keep the id, and a change that does not MUST be refused; if it throws,
     * nothing is changed and its exception is passed on.
     *
     * @return the user as it stands after the change
     */
    Optional<User> change(UserId id, UnaryOperator<User> change);

    /** Forgets a user. */
    Removed remove(UserId id);

    /**
     * Forgets a user unless {@code check} throws at the sight of it, as one step: no change MUST come between. It MUST NOT be
     * called when there is no such user, and may be called again for a newer one. If it throws, nothing is changed and its
     * exception is passed on.
     */
    Removed remove(UserId id, Consumer<User> check);

    /** How {@link #add} ended. */
    enum Added {
        ADDED,
        ID_TAKEN
    }

    /** How {@link #remove} ended. */
    enum Removed {
        REMOVED,
        NO_SUCH_USER
    }
}
