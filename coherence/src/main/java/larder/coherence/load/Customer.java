package larder.coherence.load;

/**
 * A customer, whose orders are counted.
 *
 * @param id 0 for all customers together
 */
record Customer(int id) {
    static final Customer ALL = new Customer(0);
    private static final String DATE = "2026-11-21";

    String key() {
        return "count:" + (id == 0 ? "all" : id);
    }

    String path() {
        return "/orders/count" + (id == 0 ? "" : "?customerId=" + id);
    }

    String order() {
        return "{\"orderdate\":\"%s\",\"customerid\":%d,\"netamount\":10.00,\"tax\":1.00}".formatted(DATE, id);
    }

    String sqlOrder() {
        return "INSERT INTO orders (orderdate, customerid, netamount, tax, totalamount) VALUES ('%s', %d, 10, 1, 11)"
                .formatted(DATE, id);
    }

    String sqlCount() {
        return "SELECT COUNT(*) FROM orders" + (id == 0 ? "" : " WHERE customerid = " + id);
    }

    String sqlInsert() {
        return "INSERT INTO customers (customerid, firstname, lastname, address1, city, country, region, creditcardtype,"
                + " creditcard, creditcardexpiration, username, password)"
                + " VALUES (%1$d, 'f', 'l', 'a', 'c', 'x', 1, 1, '1', '2030/01', 'u%1$d', 'p')".formatted(id);
    }
}
