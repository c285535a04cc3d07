package larder.contracts;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** A {@link UserRepository} whose every call takes a while longer, and that counts its reads. */
public final class SlowUserRepository implements UserRepository {
    private final UserRepository swift;
    private final Duration delay;
    private final AtomicInteger reads = new AtomicInteger();

    /** One that works like {@code swift}, {@code delay} later. */
    public SlowUserRepository(UserRepository swift, Duration delay) {
        this.swift = swift;
        this.delay = delay;
    }

    /** How many calls of {@link #find} and {@link #findAll} came in so far. */
    public int reads() {
        return reads.get();
    }

    @Override
    public Optional<Versioned<User>> find(UserId id) {
        reads.incrementAndGet();
        return later(() -> swift.find(id));
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        reads.incrementAndGet();
        return later(() -> swift.findAll(ids));
    }

    @Override
    public UserId nextId() {
        return later(swift::nextId);
    }

    @Override
    public Added add(User user) {
        return later(() -> swift.add(user));
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        return later(() -> swift.change(id, change));
    }

    @Override
    public Removed remove(UserId id) {
        return later(() -> swift.remove(id));
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        return later(() -> swift.remove(id, check));
    }

    private <T> T later(Supplier<T> call) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RepositoryUnavailable("interrupted while being slow", stopped);
        }
        return call.get();
    }
}
