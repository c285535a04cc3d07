package larder.domain.port;

import java.util.Optional;
import larder.domain.order.NewOrder;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.order.OrderScope;

/**
 * Where orders are kept for good.
 *
 * <ul>
 *   <li>A read MUST see every order that was committed before it began.
 *   <li>The version of a row MUST be the one that it had when the value was read, in one step, and MUST rise with every change.
 *   <li>Every method MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too
 *       busy or too slow, and MUST do so within a bound.
 *   <li>A row that breaks the domain's rules MUST be an {@link UnreadableRow}, never absent.
 * </ul>
 */
public interface OrderRepository {
    Optional<Versioned<Order>> find(OrderId id);

    /** How many there are; 0 for a customer that does not exist. */
    long count(OrderScope scope);

    /** Keeps an order under a new id. Amounts MUST be kept exactly. It MUST be committed when the method returns. */
    Placement add(NewOrder order);

    /** How {@link #add} ended. */
    sealed interface Placement {
        /** The order is kept. */
        record Placed(Order order) implements Placement {}

        /** Nothing was changed. */
        record NoSuchCustomer() implements Placement {}
    }
}
