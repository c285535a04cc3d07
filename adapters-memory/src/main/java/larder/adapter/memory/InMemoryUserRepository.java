package larder.adapter.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** Users in a map. A change is made anew when another was faster, so that none is lost and none makes another wait. */
final class InMemoryUserRepository implements UserRepository {
    private final ConcurrentSkipListMap<UserId, Versioned<User>> users = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    @Override
    public Optional<Versioned<User>> find(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        Map<UserId, Versioned<User>> found = HashMap.newHashMap(ids.size());
        for (UserId id : ids) {
            find(id).ifPresent(user -> found.put(id, user));
        }
        return found;
    }

    @Override
    public UserId nextId() {
        return new UserId(lastId.updateAndGet(last -> after(Math.max(last, highest()))));
    }

    private int highest() {
        Map.Entry<UserId, Versioned<User>> highest = users.lastEntry();
        return highest == null ? 0 : highest.getKey().value();
    }

    private static int after(int id) {
        if (id == Integer.MAX_VALUE) {
            throw new IllegalStateException("no user id is left: " + id + " is the last");
        }
        return id + 1;
    }

    @Override
    public Added add(User user) {
        return users.putIfAbsent(user.id(), new Versioned<>(user, 1)) == null ? Added.ADDED : Added.ID_TAKEN;
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        return Optional.ofNullable(users.computeIfPresent(
                        id, (_, row) -> new Versioned<>(keepingId(id, change.apply(row.value())), row.version() + 1)))
                .map(Versioned::value);
    }

    @Override
    public Removed remove(UserId id) {
        return users.remove(id) == null ? Removed.NO_SUCH_USER : Removed.REMOVED;
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        for (Versioned<User> row = users.get(id); row != null; row = users.get(id)) {
            check.accept(row.value());
            if (users.remove(id, row)) {
                return Removed.REMOVED;
            }
        }
        return Removed.NO_SUCH_USER;
    }

    private static User keepingId(UserId id, User changed) {
        if (!changed.id().equals(id)) {
            throw new IllegalArgumentException("a change must keep the id of the user");
        }
        return changed;
    }
}
