package larder.adapter.memory;

import larder.contracts.UserRepositoryRaceContract;
import larder.domain.port.UserRepository;

final class InMemoryUserRepositoryRacesTest extends UserRepositoryRaceContract {
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
