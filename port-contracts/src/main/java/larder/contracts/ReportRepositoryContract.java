package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import larder.domain.order.CustomerId;
import larder.domain.order.Money;
import larder.domain.order.NewOrder;
import larder.domain.port.OrderRepository;
import larder.domain.port.OrderRepository.Placement;
import larder.domain.port.ReportRepository;
import larder.domain.report.SalesWeek;
import larder.domain.report.WeeklySales;
import org.junit.jupiter.api.Test;

/** What every {@link ReportRepository} must do. Customers 7, 42 and 9999 exist, and no others. */
public abstract class ReportRepositoryContract {
    /** A Monday. */
    private static final LocalDate LAST = LocalDate.of(2024, 1, 1);

    /** What is tested. */
    protected abstract ReportRepository reports();

    /** The orders that it reports on, without any when a test begins. */
    protected abstract OrderRepository orders();

    @Test
    void without_orders_there_are_no_weeks() {
        assertEquals(new WeeklySales(List.of()), reports().weeklySales());
    }

    @Test
    void one_order_makes_a_year_of_weeks_that_ends_with_its_own() {
        place(LAST.plusDays(3), 7, "23.00");
        List<SalesWeek> weeks = reports().weeklySales().weeks();
        assertEquals(WeeklySales.WEEKS, weeks.size());
        assertEquals(week(LAST, 1, "23.00", "23.00", 1, 1, 1), weeks.getLast());
        IntStream.range(0, WeeklySales.WEEKS - 1)
                .forEach(i -> assertEquals(
                        week(LAST.minusWeeks(WeeklySales.WEEKS - 1 - i), 0, "0.00", "0.00", 0, 0, 0), weeks.get(i)));
    }

    @Test
    void a_week_goes_from_monday_to_sunday_over_the_end_of_a_year_and_a_leap_day() {
        place(LAST.minusDays(1), 7, "1.00");
        place(LAST, 7, "2.00");
        place(LAST.plusDays(6), 7, "4.00");
        place(LAST.plusDays(7), 7, "8.00");
        place(LocalDate.of(2024, 2, 29), 7, "16.00");
        place(LocalDate.of(2024, 3, 3), 7, "32.00");
        place(LocalDate.of(2024, 3, 4), 7, "64.00");
        assertEquals("1.00", revenue(LAST.minusWeeks(1)));
        assertEquals("6.00", revenue(LAST));
        assertEquals("8.00", revenue(LAST.plusWeeks(1)));
        assertEquals("48.00", revenue(LocalDate.of(2024, 2, 26)));
        assertEquals("64.00", revenue(LocalDate.of(2024, 3, 4)));
    }

    @Test
    void customers_count_once_a_week_and_are_new_once() {
        place(LAST, 7, "1.00");
        place(LAST.plusDays(6), 7, "1.00");
        place(LAST, 42, "1.00");
        place(LAST.plusWeeks(1), 7, "1.00");
        place(LAST.plusWeeks(1), 9999, "1.00");
        assertEquals(week(LAST, 3, "3.00", "3.00", 2, 2, 2), at(LAST));
        assertEquals(week(LAST.plusWeeks(1), 2, "2.00", "5.00", 2, 1, 3), at(LAST.plusWeeks(1)));
    }

    @Test
    void who_bought_before_the_report_begins_is_not_new_in_it_and_counts_for_the_first_averages() {
        LocalDate first = LAST.minusWeeks(WeeklySales.WEEKS - 1);
        place(first.minusWeeks(300), 42, "1.00");
        place(first.minusWeeks(4), 9999, "1000.00");
        place(first.minusWeeks(3), 7, "10.00");
        place(first, 7, "1.00");
        place(first, 42, "1.00");
        place(LAST, 9999, "1.00");
        assertEquals(week(first, 2, "2.00", "12.00", 2, 0, 3), at(first));
        assertEquals(week(LAST, 1, "1.00", "1.00", 1, 0, 1), at(LAST));
    }

    @Test
    void a_customer_is_active_for_thirteen_weeks() {
        place(LAST, 7, "1.00");
        place(LAST.plusWeeks(20), 42, "1.00");
        assertEquals(1, at(LAST.plusWeeks(12)).activeCustomers());
        assertEquals(0, at(LAST.plusWeeks(13)).activeCustomers());
        assertEquals("0.25", at(LAST.plusWeeks(3)).averageRevenue().toString());
        assertEquals("0.00", at(LAST.plusWeeks(4)).averageRevenue().toString());
    }

    @Test
    void a_customer_who_buys_again_and_again_is_one_active_customer() {
        for (int week : new int[] {0, 1, 5, 12, 13, 30}) {
            place(LAST.plusWeeks(week), 7, "1.00");
        }
        place(LAST.plusWeeks(14), 42, "1.00");
        List<Long> active = IntStream.of(0, 6, 13, 14, 25, 26, 27, 29, 30)
                .mapToObj(week -> at(LAST.plusWeeks(week)).activeCustomers())
                .toList();
        assertEquals(List.of(1L, 1L, 1L, 2L, 2L, 1L, 0L, 0L, 1L), active);
    }

    @Test
    void amounts_are_exact_beyond_what_a_double_holds() {
        IntStream.range(0, 10).forEach(_ -> place(LAST, 7, "9999999999.99"));
        place(LAST, 7, "0.02");
        assertEquals("99999999999.92", revenue(LAST));
        assertEquals("24999999999.98", at(LAST).averageRevenue().toString());
    }

    @Test
    void orders_of_long_ago_and_of_far_ahead_make_a_report() {
        place(LocalDate.of(1, 1, 7), 7, "1.00");
        assertEquals("1.00", revenue(LocalDate.of(1, 1, 1)));
        place(LocalDate.of(9999, 12, 31), 7, "2.00");
        assertEquals("2.00", revenue(LocalDate.of(9999, 12, 27)));
    }

    private void place(LocalDate date, int customer, String net) {
        NewOrder order = new NewOrder(
                date, new CustomerId(customer), new Money(new BigDecimal(net)), new Money(BigDecimal.ZERO));
        assertInstanceOf(Placement.Placed.class, orders().add(order));
    }

    private String revenue(LocalDate monday) {
        return at(monday).revenue().toString();
    }

    private SalesWeek at(LocalDate monday) {
        return reports().weeklySales().weeks().stream()
                .filter(week -> week.monday().equals(monday))
                .findFirst()
                .orElseThrow();
    }

    private static SalesWeek week(
            LocalDate monday, long orders, String revenue, String lastFour, long customers, long news, long active) {
        return new SalesWeek(
                monday, orders, new BigDecimal(revenue), new BigDecimal(lastFour), customers, news, active);
    }
}
