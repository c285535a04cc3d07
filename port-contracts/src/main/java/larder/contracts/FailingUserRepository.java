package larder.contracts;

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

/** A {@link UserRepository} that is out of order on demand, and counts how often it was asked. */
public final class FailingUserRepository implements UserRepository {
    private final UserRepository working;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Order order = Order.WORKING;

    /** One that works like {@code working} until told otherwise. */
    public FailingUserRepository(UserRepository working) {
        this.working = working;
    }

    /** What becomes of every call from now on. */
    public void turn(Order to) {
        order = to;
    }

    /** How many calls came in so far, failed ones too. */
    public int asked() {
        return asked.get();
    }

    @Override
    public Optional<Versioned<User>> find(UserId id) {
        return answer(() -> working.find(id));
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        return ids.isEmpty() ? Map.of() : answer(() -> working.findAll(ids));
    }

    @Override
    public UserId nextId() {
        return answer(working::nextId);
    }

    @Override
    public Added add(User user) {
        return answer(() -> working.add(user));
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        return answer(() -> working.change(id, change));
    }

    @Override
    public Removed remove(UserId id) {
        return answer(() -> working.remove(id));
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        return answer(() -> working.remove(id, check));
    }

    private <T> T answer(Supplier<T> call) {
        asked.incrementAndGet();
        Order now = order;
        if (now == Order.REFUSING) {
            throw unavailable();
        }
        T answer = call.get();
        if (now == Order.LOSING_ANSWERS) {
            throw unavailable();
        }
        return answer;
    }

    private static RepositoryUnavailable unavailable() {
        return new RepositoryUnavailable("out of order", new IllegalStateException("turned out of order by a test"));
    }

    /** How a repository is out of order. */
    public enum Order {
        WORKING,
        /** Nothing is done and every call fails. */
        REFUSING,
        /** Everything is done and every call fails, as when a connection is cut after the commit. */
        LOSING_ANSWERS
    }
}
