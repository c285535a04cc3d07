package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import larder.application.readthrough.Answer;
import larder.application.report.Reports;
import larder.domain.report.WeeklySales;

/** Reports over HTTP. */
final class ReportRoutes extends Routes {
    private final Reports reports;

    ReportRoutes(Reports reports) {
        this.reports = reports;
    }

    @Override
    void addTo(Router router) {
        router.read("/reports/sales/weekly", this::weeklySales);
    }

    private void weeklySales(Context context) throws IOException {
        Ids.requireNoQuery(context.queryString());
        Answer<WeeklySales> answer = reports.weeklySales();
        CacheStatus.write(answer.provenance(), context);
        switch (answer) {
            case Answer.Found<WeeklySales> found -> Representation.many(found.encoded(), context);
            case Answer.Absent<WeeklySales> _ ->
                throw new IllegalStateException("a report is always found, if an empty one");
        }
    }
}
