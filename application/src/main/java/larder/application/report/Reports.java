package larder.application.report;

import java.time.Duration;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Overloaded;
import larder.application.readthrough.ReadThrough;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.report.WeeklySales;

/**
 * Reports, which take the database long and are kept warm: who asks gets the last one at once. New orders are seen when it is
 * computed anew, and not before.
 */
public final class Reports {
    private static final String WEEKLY = "weekly";

    private final ReadThrough<String, WeeklySales> sales;

    public Reports(ReadThrough<String, WeeklySales> sales) {
        this.sales = sales;
    }

    /**
     * The sales of each week; always found.
     *
     * @throws RepositoryUnavailable when it was never computed, and the database does not answer
     * @throws Overloaded when it was never computed, and too many loads are under way
     */
    public Answer<WeeklySales> weeklySales() {
        return sales.getWarm(WEEKLY);
    }

    /**
     * Computes what is older than {@code every}, unless another process is at it.
     *
     * @return when to call again; zero or less when another process is at it
     * @throws CacheUnavailable when the cache does not answer
     * @throws RepositoryUnavailable when the database does not answer
     * @throws Overloaded when too many loads are under way
     */
    public Duration keepWarm(Duration every) {
        return sales.keepWarm(WEEKLY, every);
    }
}
