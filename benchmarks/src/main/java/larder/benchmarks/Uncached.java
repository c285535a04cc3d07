package larder.benchmarks;

import io.javalin.Javalin;
import java.util.Map;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.domain.order.OrderScope;
import larder.domain.port.OrderRepository;

/**
 * What there is before anybody thinks of a cache: each request asks the database. {@code LARDER_CACHE=none} is no such
 * baseline, since there, too, callers who ask for the same share an answer.
 */
final class Uncached {
    private Uncached() {}

    public static void main(String[] args) {
        OrderRepository orders = SqlDatabase.open(SqlConfig.of(System.getenv("LARDER_DATABASE_URL")))
                .orders();
        Javalin server = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.routes.get(
                    "/orders/count", context -> context.json(Map.of("count", orders.count(new OrderScope.All()))));
        });
        server.start("127.0.0.1", Integer.parseInt(System.getenv("LARDER_HTTP_PORT")));
    }
}
