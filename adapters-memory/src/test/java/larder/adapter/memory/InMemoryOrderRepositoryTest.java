package larder.adapter.memory;

import java.util.Set;
import larder.contracts.OrderRepositoryContract;
import larder.domain.order.CustomerId;
import larder.domain.port.OrderRepository;

final class InMemoryOrderRepositoryTest extends OrderRepositoryContract {
    private final OrderRepository orders =
            InMemory.orders(Set.of(new CustomerId(7), new CustomerId(42), new CustomerId(9999))::contains);

    @Override
    protected OrderRepository repository() {
        return orders;
    }

    @Override
    protected OrderRepository elsewhere() {
        return orders;
    }
}
