package larder.domain.order;

/** Which orders are meant. Written {@code all}, or as the customer's number. */
public sealed interface OrderScope {
    /** Those of every customer. */
    record All() implements OrderScope {
        @Override
        public String toString() {
            return "all";
        }
    }

    /** Those of one customer. */
    record Of(CustomerId customer) implements OrderScope {
        @Override
        public String toString() {
            return customer.toString();
        }
    }
}
