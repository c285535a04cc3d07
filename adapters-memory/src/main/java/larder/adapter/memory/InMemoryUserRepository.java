package larder.adapter.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import larder.domain.port.UserRepository;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** Users in a map. */
final class InMemoryUserRepository implements UserRepository {
    private final ConcurrentHashMap<UserId, User> users = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Map<UserId, User> findAll(Collection<UserId> ids) {
        Map<UserId, User> found = HashMap.newHashMap(ids.size());
        for (UserId id : ids) {
            find(id).ifPresent(user -> found.put(id, user));
        }
        return found;
    }

    @Override
    public UserId nextId() {
        UserId next;
        do {
            next = new UserId(lastId.incrementAndGet());
        } while (users.containsKey(next));
        return next;
    }

    @Override
    public Added add(User user) {
        return users.putIfAbsent(user.id(), user) == null ? Added.ADDED : Added.ID_TAKEN;
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        return Optional.ofNullable(users.computeIfPresent(id, (_, user) -> keepingId(id, change.apply(user))));
    }

    @Override
    public Removed remove(UserId id) {
        return users.remove(id) == null ? Removed.NO_SUCH_USER : Removed.REMOVED;
    }

    private static User keepingId(UserId id, User changed) {
        if (!changed.id().equals(id)) {
            throw new IllegalArgumentException("a change must keep the id of the user");
        }
        return changed;
    }
}
