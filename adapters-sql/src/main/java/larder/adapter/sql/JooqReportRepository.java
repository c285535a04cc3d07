package larder.adapter.sql;

import java.util.List;
import larder.domain.port.ReportRepository;
import larder.domain.report.SalesWeek;
import larder.domain.report.WeeklySales;

/** Reports from the table {@code orders} of PostgreSQL or MySQL, by one query. */
final class JooqReportRepository implements ReportRepository {
    private final Queries queries;

    JooqReportRepository(Queries queries) {
        this.queries = queries;
    }

    @Override
    public WeeklySales weeklySales() {
        List<SalesWeek> weeks = queries.ask(sql -> WeeklySalesQuery.weeks(sql).fetch(WeeklySalesQuery::week));
        // The first ones are there for the averages of those that follow.
        return new WeeklySales(weeks.subList(Math.min(weeks.size(), WeeklySalesQuery.AVERAGED - 1), weeks.size()));
    }
}
