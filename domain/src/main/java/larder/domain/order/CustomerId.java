package larder.domain.order;

import larder.domain.InvalidValue;

/** The number of a customer: 1 to 2,147,483,647. */
public record CustomerId(int value) {
    public CustomerId {
        if (value < 1) {
            throw new InvalidValue("a customer id is a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
