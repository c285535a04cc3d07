package larder.coherence.load;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows that are written and read: few, so that writers and readers meet. Most are written all the time. Some are quiet, so that
 * copies of them live long enough to become too old.
 */
record Ground(
        List<Row.User> users,
        List<Row.Department> departments,
        List<Row.Employee> employees,
        List<Row.Product> products,
        List<Customer> customers) {
    static Ground usual() {
        return new Ground(
                ids(18).mapToObj(Row.User::new).toList(),
                ids(3).mapToObj(Row.Department::new).toList(),
                ids(9).mapToObj(id -> new Row.Employee(id, 1 + id % 3)).toList(),
                ids(9).mapToObj(Row.Product::new).toList(),
                ids(4).mapToObj(Customer::new).toList());
    }

    private static IntStream ids(int most) {
        return IntStream.rangeClosed(1, most);
    }

    /** The rows of each writer that hardly pauses. */
    List<List<? extends Row>> busy() {
        return List.of(
                users.subList(0, 4),
                users.subList(4, 8),
                users.subList(8, 12),
                users.subList(12, 16),
                employees.subList(0, 6),
                departments,
                products.subList(0, 3),
                products.subList(3, 6));
    }

    /** Those that one writer changes now and then. */
    List<Row> quiet() {
        return Stream.of(users.subList(16, 18), employees.subList(6, 9), products.subList(6, 9))
                .<Row>flatMap(List::stream)
                .toList();
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
