package larder.adapter.http;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may call a route. {@link #of} is the one place that says it of every route; one that it does not list cannot be added. */
enum Access {
    /** Everybody. */
    ANYBODY(
            "GET /users",
            "GET /users/{id}",
            "GET /employees",
            "GET /employees/{id}",
            "GET /orders/count",
            "GET /orders/{id}",
            "GET /count",
            "GET /count/",
            "GET /products",
            "GET /products/{id}",
            "GET /products/{id}/views",
            "GET /reports/sales/weekly",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /docs",
            "GET /console"),
    /** Everybody, so many times. */
    ANYBODY_AT_A_RATE("POST /orders", "POST /add", "POST /add/", "POST /products/{id}/views", "POST /sessions"),
    /** Who is logged in, about its own session. The route itself looks for it. */
    OWN_SESSION("GET /sessions/current", "DELETE /sessions/current", "DELETE /sessions"),
    /** Who is logged in as an editor or an admin. */
    EDITOR(
            "POST /users",
            "PUT /users/{id}",
            "DELETE /users/{id}",
            "PUT /employees/{id}",
            "PUT /departments/{id}",
            "PUT /products/{id}/stock"),
    /** Who is logged in as an admin. */
    ADMIN(
            "GET /admin/caches",
            "DELETE /admin/caches/{region}",
            "GET /admin/caches/{region}/entries/{key}",
            "DELETE /admin/caches/{region}/entries/{key}");

    private static final Map<String, Access> TABLE = Stream.of(values())
            .flatMap(access -> Stream.of(access.routes).map(route -> Map.entry(route, access)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String[] routes;

    Access(String... routes) {
        this.routes = routes;
    }

    /**
     * Who may call it.
     *
     * @throws IllegalStateException when nobody has said, which stops the start
     */
    static Access of(String method, String path) {
        return Optional.ofNullable(TABLE.get(method + " " + path))
                .orElseThrow(() -> new IllegalStateException(
                        "Access does not say who may call " + method + " " + path + ": list it there"));
    }

    /** Every route that is listed. */
    static Map<String, Access> table() {
        return TABLE;
    }
}
