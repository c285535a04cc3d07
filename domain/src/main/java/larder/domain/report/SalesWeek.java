package larder.domain.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import larder.domain.InvalidValue;

/**
 * What was sold in one ISO week.
 *
 * @param monday its first day
 * @param orders how many were placed
 * @param revenue their net amounts together, with two decimals
 * @param lastFour the revenue of this week and the three before it together, with two decimals
 * @param customers how many of them placed an order
 * @param newCustomers how many of those had never done so before
 * @param activeCustomers how many placed one in this week or the twelve before it
 */
public record SalesWeek(
        LocalDate monday,
        long orders,
        BigDecimal revenue,
        BigDecimal lastFour,
        long customers,
        long newCustomers,
        long activeCustomers) {
    private static final BigDecimal FOUR = BigDecimal.valueOf(4);

    public SalesWeek {
        requireThat(monday.getDayOfWeek() == DayOfWeek.MONDAY, "a week begins on a Monday");
        requireThat(revenue.signum() >= 0 && revenue.scale() == 2, "a revenue is not negative, with two decimals");
        requireThat(lastFour.scale() == 2 && lastFour.compareTo(revenue) >= 0, "four weeks bring no less than one");
        requireThat(
                0 <= newCustomers && newCustomers <= customers && customers <= Math.min(orders, activeCustomers),
                "new customers are among those of the week, who placed an order each and are among the active");
    }

    /** The mean of the revenues of this week and the three before it, rounded half up to two decimals. */
    public BigDecimal averageRevenue() {
        return lastFour.divide(FOUR, 2, RoundingMode.HALF_UP);
    }

    private static void requireThat(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidValue(sentence);
        }
    }
}
