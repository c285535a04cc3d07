package larder.domain.catalogue;

import larder.domain.InvalidValue;

/** How many pieces of a product are there: 0 to 2,147,483,647. */
public record Stock(int pieces) {
    public Stock {
        if (pieces < 0) {
            throw new InvalidValue("a stock is a whole number from 0 to " + Integer.MAX_VALUE);
        }
    }
}
