package larder.adapter.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;

/** A repository of the tests: a map, and something that happens before each call. */
final class KeptUsers implements UserRepository {
    private final ConcurrentMap<UserId, Versioned<User>> users = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger(1_000);
    private volatile Runnable before = () -> {};

    KeptUsers() {
        keep(101, "Arun", "arun@example.com");
        keep(102, "Bea", "bea@example.com");
        keep(103, "Cem", "cem@example.com");
    }

    /** Does this at the beginning of each call from now on. */
    void before(Runnable action) {
        before = action;
    }

    Optional<User> kept(int id) {
        return Optional.ofNullable(users.get(new UserId(id))).map(Versioned::value);
    }

    int count() {
        return users.size();
    }

    private void keep(int id, String name, String email) {
        User user = new User(new UserId(id), new UserName(name), new EmailAddress(email));
        users.put(user.id(), new Versioned<>(user, 1));
    }

    @Override
    public Optional<Versioned<User>> find(UserId id) {
        before.run();
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        before.run();
        Map<UserId, Versioned<User>> found = new LinkedHashMap<>();
        ids.forEach(id -> Optional.ofNullable(users.get(id)).ifPresent(user -> found.put(id, user)));
        return found;
    }

    @Override
    public UserId nextId() {
        before.run();
        return new UserId(lastId.incrementAndGet());
    }

    @Override
    public Added add(User user) {
        before.run();
        return users.putIfAbsent(user.id(), new Versioned<>(user, 1)) == null ? Added.ADDED : Added.ID_TAKEN;
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        before.run();
        return Optional.ofNullable(users.computeIfPresent(
                        id, (_, row) -> new Versioned<>(change.apply(row.value()), row.version() + 1)))
                .map(Versioned::value);
    }

    @Override
    public Removed remove(UserId id) {
        before.run();
        return users.remove(id) == null ? Removed.NO_SUCH_USER : Removed.REMOVED;
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        before.run();
        AtomicReference<Removed> removed = new AtomicReference<>(Removed.NO_SUCH_USER);
        users.computeIfPresent(id, (_, row) -> {
            check.accept(row.value());
            removed.set(Removed.REMOVED);
            return null;
        });
        return removed.get();
    }
}
