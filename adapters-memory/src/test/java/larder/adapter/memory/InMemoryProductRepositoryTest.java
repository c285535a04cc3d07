package larder.adapter.memory;

import larder.contracts.ProductRepositoryContract;
import larder.domain.port.ProductRepository;

final class InMemoryProductRepositoryTest extends ProductRepositoryContract {
    private final ProductRepository products = InMemory.products(PRODUCTS);

    @Override
    protected ProductRepository repository() {
        return products;
    }

    @Override
    protected ProductRepository elsewhere() {
        return products;
    }
}
