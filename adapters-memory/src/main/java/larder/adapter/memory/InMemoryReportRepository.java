package larder.adapter.memory;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larder.domain.order.CustomerId;
import larder.domain.order.Order;
import larder.domain.port.ReportRepository;
import larder.domain.report.SalesWeek;
import larder.domain.report.WeeklySales;

/** Reports over orders in a collection, counted in the plainest way. */
final class InMemoryReportRepository implements ReportRepository {
    private final Supplier<Collection<Order>> orders;

    InMemoryReportRepository(Supplier<Collection<Order>> orders) {
        this.orders = orders;
    }

    @Override
    public WeeklySales weeklySales() {
        List<Order> all = List.copyOf(orders.get());
        Optional<LocalDate> latest =
                all.stream().map(InMemoryReportRepository::monday).max(LocalDate::compareTo);
        return new WeeklySales(latest.map(last -> IntStream.rangeClosed(1 - WeeklySales.WEEKS, 0)
                        .mapToObj(weeks -> week(last.plusWeeks(weeks), all))
                        .toList())
                .orElseGet(List::of));
    }

    private static SalesWeek week(LocalDate monday, List<Order> all) {
        List<Order> sold = between(monday, monday, all);
        Set<CustomerId> customers = customers(sold);
        Set<CustomerId> known = customers(between(LocalDate.MIN, monday.minusWeeks(1), all));
        return new SalesWeek(
                monday,
                sold.size(),
                revenue(sold),
                revenue(between(monday.minusWeeks(3), monday, all)),
                customers.size(),
                customers.stream().filter(customer -> !known.contains(customer)).count(),
                customers(between(monday.minusWeeks(12), monday, all)).size());
    }

    private static List<Order> between(LocalDate first, LocalDate last, List<Order> all) {
        return all.stream()
                .filter(order ->
                        !monday(order).isBefore(first) && !monday(order).isAfter(last))
                .toList();
    }

    private static Set<CustomerId> customers(List<Order> orders) {
        return orders.stream().flatMap(order -> order.customer().stream()).collect(Collectors.toSet());
    }

    private static BigDecimal revenue(List<Order> orders) {
        return orders.stream()
                .map(order -> order.net().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2);
    }

    private static LocalDate monday(Order order) {
        return order.date().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
