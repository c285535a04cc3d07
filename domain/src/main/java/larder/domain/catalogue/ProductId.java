package larder.domain.catalogue;

import larder.domain.InvalidValue;

/** The number of a product: 1 to 2,147,483,647. */
public record ProductId(int value) {
    public ProductId {
        if (value < 1) {
            throw new InvalidValue("a product id is a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
