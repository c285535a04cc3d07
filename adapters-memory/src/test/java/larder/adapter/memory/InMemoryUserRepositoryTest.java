package larder.adapter.memory;

import larder.contracts.UserRepositoryContract;
import larder.domain.port.UserRepository;

final class InMemoryUserRepositoryTest extends UserRepositoryContract {
    private final UserRepository users = InMemory.users();

    @Override
    protected UserRepository repository() {
        return users;
    }

    @Override
    protected UserRepository elsewhere() {
        return users;
    }
}
