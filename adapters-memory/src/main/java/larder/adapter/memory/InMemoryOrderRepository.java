package larder.adapter.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import larder.domain.order.CustomerId;
import larder.domain.order.NewOrder;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.order.OrderScope;
import larder.domain.port.OrderRepository;
import larder.domain.port.Versioned;

/** Orders in a map. */
final class InMemoryOrderRepository implements OrderRepository {
    private final Predicate<CustomerId> customers;
    private final Map<OrderId, Order> orders = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    InMemoryOrderRepository(Predicate<CustomerId> customers) {
        this.customers = customers;
    }

    @Override
    public Optional<Versioned<Order>> find(OrderId id) {
        return Optional.ofNullable(orders.get(id)).map(order -> new Versioned<>(order, 1));
    }

    @Override
    public long count(OrderScope scope) {
        return switch (scope) {
            case OrderScope.All _ -> orders.size();
            case OrderScope.Of(CustomerId customer) ->
                orders.values().stream()
                        .filter(order -> order.customer().equals(Optional.of(customer)))
                        .count();
        };
    }

    @Override
    public Placement add(NewOrder order) {
        if (!customers.test(order.customer())) {
            return new Placement.NoSuchCustomer();
        }
        Order placed = Order.of(new OrderId(lastId.incrementAndGet()), order);
        orders.put(placed.id(), placed);
        return new Placement.Placed(placed);
    }

    /** Every order, as they are now. */
    Collection<Order> all() {
        return List.copyOf(orders.values());
    }
}
