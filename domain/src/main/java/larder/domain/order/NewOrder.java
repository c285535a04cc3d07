package larder.domain.order;

import java.time.LocalDate;
import larder.domain.InvalidValue;

/**
 * An order that is placed.
 *
 * @param date from the year 1 to 9999, which every database can keep
 */
public record NewOrder(LocalDate date, CustomerId customer, Money net, Money tax) {
    public NewOrder {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new InvalidValue("the date of an order must be in the years 1 to 9999");
        }
        net.plus(tax);
    }

    public Money total() {
        return net.plus(tax);
    }
}
