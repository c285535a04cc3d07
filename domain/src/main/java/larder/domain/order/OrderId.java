package larder.domain.order;

import larder.domain.InvalidValue;

/** The number of an order: 1 to 2,147,483,647. */
public record OrderId(int value) {
    public OrderId {
        if (value < 1) {
            throw new InvalidValue("an order id is a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
