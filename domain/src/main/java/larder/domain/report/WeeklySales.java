package larder.domain.report;

import java.util.List;
import larder.domain.InvalidValue;

/**
 * The sales of a year, week by week, up to the week of the latest order.
 *
 * @param weeks {@value #WEEKS} that follow each other, those without orders included; none when there never was an order
 */
public record WeeklySales(List<SalesWeek> weeks) {
    public static final int WEEKS = 52;

    public WeeklySales {
        weeks = List.copyOf(weeks);
        if (!weeks.isEmpty() && weeks.size() != WEEKS) {
            throw new InvalidValue("weekly sales are of " + WEEKS + " weeks, or of none");
        }
        for (int i = 1; i < weeks.size(); i++) {
            if (!weeks.get(i).monday().equals(weeks.get(i - 1).monday().plusWeeks(1))) {
                throw new InvalidValue("weekly sales leave no week out");
            }
        }
    }
}
