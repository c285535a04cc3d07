package larder.adapter.memory;

import java.util.Set;
import larder.contracts.ReportRepositoryContract;
import larder.domain.order.CustomerId;
import larder.domain.port.OrderRepository;
import larder.domain.port.ReportRepository;

final class InMemoryReportRepositoryTest extends ReportRepositoryContract {
    private final InMemoryOrderRepository orders =
            new InMemoryOrderRepository(Set.of(new CustomerId(7), new CustomerId(42), new CustomerId(9999))::contains);

    @Override
    protected ReportRepository reports() {
        return InMemory.reports(orders::all);
    }

    @Override
    protected OrderRepository orders() {
        return orders;
    }
}
