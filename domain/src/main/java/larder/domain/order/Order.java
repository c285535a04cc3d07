package larder.domain.order;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An order that was placed.
 *
 * @param customer empty when the customer was removed since
 * @param total as it was kept; of orders that came from elsewhere it need not be the sum
 */
public record Order(OrderId id, LocalDate date, Optional<CustomerId> customer, Money net, Money tax, Money total) {
    public static Order of(OrderId id, NewOrder placed) {
        return new Order(id, placed.date(), Optional.of(placed.customer()), placed.net(), placed.tax(), placed.total());
    }
}
