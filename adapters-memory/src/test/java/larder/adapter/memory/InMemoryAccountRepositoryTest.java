package larder.adapter.memory;

import larder.contracts.AccountRepositoryContract;
import larder.domain.port.AccountRepository;

final class InMemoryAccountRepositoryTest extends AccountRepositoryContract {
    private final AccountRepository accounts = InMemory.accounts();

    @Override
    protected AccountRepository repository() {
        return accounts;
    }

    @Override
    protected AccountRepository elsewhere() {
        return accounts;
    }
}
