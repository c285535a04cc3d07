package larder.application.user;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Overloaded;
import larder.application.readthrough.ReadThrough;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.UserRepository.Removed;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;

/**
 * Users, read through the cache and written past it: a write goes to the database first; when it is committed, or may be,
 * the cache forgets the user, known absences included; then the caller is answered.
 *
 * <p>Every method throws {@link RepositoryUnavailable} when the database is needed and does not answer.
 */
public final class Users {
    /** How often a new id is asked for when another took the last one meanwhile. */
    private static final int TRIES = 3;

    private final UserRepository repository;
    private final ReadThrough<UserId, User> reads;

    public Users(UserRepository repository, ReadThrough<UserId, User> reads) {
        this.repository = repository;
        this.reads = reads;
    }

    /**
     * Finds a user.
     *
     * @throws Overloaded when it is not cached and too many loads are under way
     */
    public Answer<User> find(UserId id) {
        return reads.get(id);
    }

    /**
     * Finds several users, in the order of the ids; each id has an answer.
     *
     * @throws Overloaded when some are not cached and too many loads are under way
     */
    public Map<UserId, Answer<User>> findAll(Collection<UserId> ids) {
        return reads.getAll(ids);
    }

    /** Registers a user under an id that the caller chose. */
    public Registration register(User user) {
        try {
            return switch (repository.add(user)) {
                case ADDED -> new Registration.Registered(user);
                case ID_TAKEN -> new Registration.IdTaken(user.id());
            };
        } finally {
            reads.invalidate(List.of(user.id()));
        }
    }

    /** Registers a user under a new id. */
    public Registration register(UserName name, EmailAddress email) {
        Registration registration = register(new User(repository.nextId(), name, email));
        for (int tries = 1; registration instanceof Registration.IdTaken && tries < TRIES; tries++) {
            registration = register(new User(repository.nextId(), name, email));
        }
        return registration;
    }

    /** Gives a user another name and address; empty when there is no such user. */
    public Optional<User> change(UserId id, UserName name, EmailAddress email) {
        return change(id, _ -> new User(id, name, email));
    }

    /**
     * Replaces a user by what {@code change} makes of it as it stands in the database, which nobody changes in between; empty
     * when there is no such user. What {@code change} throws is passed on, and nothing is changed.
     */
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        try {
            return repository.change(id, change);
        } finally {
            reads.invalidate(List.of(id));
        }
    }

    public Removed remove(UserId id) {
        try {
            return repository.remove(id);
        } finally {
            reads.invalidate(List.of(id));
        }
    }

    /** Removes a user unless {@code check} throws at the sight of it as it stands in the database. */
    public Removed remove(UserId id, Consumer<User> check) {
        try {
            return repository.remove(id, check);
        } finally {
            reads.invalidate(List.of(id));
        }
    }

    /** How a registration ended. */
    public sealed interface Registration {
        /** The user is kept. */
        record Registered(User user) implements Registration {}

        /** Another user has that id; nothing was changed. */
        record IdTaken(UserId id) implements Registration {}
    }
}
