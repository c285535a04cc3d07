package larder.contracts;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** A repository that works and in which there is never anybody. */
final class NoUsers implements UserRepository {
    @Override
    public Optional<Versioned<User>> find(UserId id) {
        return Optional.empty();
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        return Map.of();
    }

    @Override
    public UserId nextId() {
        return new UserId(1);
    }

    @Override
    public Added add(User user) {
        return Added.ADDED;
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        return Optional.empty();
    }

    @Override
    public Removed remove(UserId id) {
        return Removed.NO_SUCH_USER;
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        return Removed.NO_SUCH_USER;
    }
}
