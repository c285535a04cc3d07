package larder.contracts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** Users in a map, a write of which can be held up right before and right after its commit. */
final class ShelfUserRepository implements UserRepository {
    private static final Gate NONE = opened();

    private final Map<UserId, Versioned<User>> users = new ConcurrentHashMap<>();
    private final AtomicReference<Gate> beforeCommit = new AtomicReference<>(NONE);
    private final AtomicReference<Gate> afterCommit = new AtomicReference<>(NONE);

    /** Holds the next change up, twice. */
    void holdNextChange(Gate before, Gate after) {
        beforeCommit.set(before);
        afterCommit.set(after);
    }

    @Override
    public Optional<Versioned<User>> find(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        Map<UserId, Versioned<User>> found = new HashMap<>(users);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public UserId nextId() {
        throw new UnsupportedOperationException("the races choose their ids");
    }

    @Override
    public Added add(User user) {
        return users.putIfAbsent(user.id(), new Versioned<>(user, 1)) == null ? Added.ADDED : Added.ID_TAKEN;
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        pass(beforeCommit.getAndSet(NONE));
        Optional<User> changed = Optional.ofNullable(users.computeIfPresent(
                        id, (_, row) -> new Versioned<>(change.apply(row.value()), row.version() + 1)))
                .map(Versioned::value);
        pass(afterCommit.getAndSet(NONE));
        return changed;
    }

    @Override
    public Removed remove(UserId id) {
        return users.remove(id) == null ? Removed.NO_SUCH_USER : Removed.REMOVED;
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        Optional.ofNullable(users.get(id)).map(Versioned::value).ifPresent(check);
        return remove(id);
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RepositoryUnavailable("interrupted", interrupted);
        }
    }

    private static Gate opened() {
        Gate gate = new Gate("open");
        gate.open();
        return gate;
    }
}
