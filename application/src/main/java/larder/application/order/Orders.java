package larder.application.order;

import java.util.List;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Overloaded;
import larder.application.readthrough.ReadThrough;
import larder.domain.order.NewOrder;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.order.OrderScope;
import larder.domain.port.OrderRepository;
import larder.domain.port.OrderRepository.Placement;
import larder.domain.port.RepositoryUnavailable;

/**
 * Orders and their counts, read through the cache. A new order makes the cache forget the count of all orders and that of its
 * customer; the counts of other customers stay.
 *
 * <p>Every method throws {@link RepositoryUnavailable} when the database is needed and does not answer, and a read {@link
 * Overloaded} when too many loads are under way.
 */
public final class Orders {
    private final OrderRepository repository;
    private final ReadThrough<OrderId, Order> orders;
    private final ReadThrough<OrderScope, Long> counts;

    public Orders(
            OrderRepository repository, ReadThrough<OrderId, Order> orders, ReadThrough<OrderScope, Long> counts) {
        this.repository = repository;
        this.orders = orders;
        this.counts = counts;
    }

    public Answer<Order> find(OrderId id) {
        return orders.get(id);
    }

    /** How many orders there are. Always found, since there may be none. */
    public Answer<Long> count(OrderScope scope) {
        return counts.get(scope);
    }

    public Placement place(NewOrder order) {
        try {
            Placement placement = repository.add(order);
            if (placement instanceof Placement.Placed(Order placed)) {
                // Somebody may have asked for it before it was there.
                orders.invalidate(List.of(placed.id()));
            }
            return placement;
        } finally {
            counts.invalidate(List.of(new OrderScope.All(), new OrderScope.Of(order.customer())));
        }
    }
}
