package larder.adapter.memory;

import larder.contracts.ViewRepositoryContract;
import larder.domain.port.ViewRepository;

final class InMemoryViewRepositoryTest extends ViewRepositoryContract {
    private final ViewRepository views = InMemory.views(product -> product.value() <= 2, System::nanoTime);

    @Override
    protected ViewRepository repository() {
        return views;
    }

    @Override
    protected ViewRepository elsewhere() {
        return views;
    }
}
