package larder.coherence.load;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows that are written and read: few, so that writers and readers meet. */
record Ground(
        List<Row.User> users,
        List<Row.Department> departments,
        List<Row.Employee> employees,
        List<Row.Product> products,
        List<Customer> customers) {
    static Ground usual() {
        return new Ground(
                ids(12).mapToObj(Row.User::new).toList(),
                ids(3).mapToObj(Row.Department::new).toList(),
                ids(6).mapToObj(id -> new Row.Employee(id, 1 + id % 3)).toList(),
                ids(6).mapToObj(Row.Product::new).toList(),
                ids(4).mapToObj(Customer::new).toList());
    }

    private static IntStream ids(int most) {
        return IntStream.rangeClosed(1, most);
    }

    /** Each row once, departments before their employees. */
    List<Row> rows() {
        return Stream.of(users, departments, employees, products)
                .flatMap(rows -> rows.stream().map(Row.class::cast))
                .toList();
    }

    /** Each count, with that of all. */
    List<Customer> counts() {
        return Stream.concat(Stream.of(Customer.ALL), customers.stream()).toList();
    }
}
