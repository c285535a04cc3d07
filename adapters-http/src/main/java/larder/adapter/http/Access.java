package larder.adapter.http;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may call a route. {@link #TABLE} is the one place that says it of every route; one that it does not list cannot be added. */
enum Access {
    /** Everybody. */
    ANYBODY,
    /** Everybody, so many times. */
    ANYBODY_AT_A_RATE,
    /** Who is logged in, about its own session. The route itself looks for it. */
    OWN_SESSION,
    /** Who is logged in as an editor or an admin. */
    EDITOR,
    /** Who is logged in as an admin. */
    ADMIN;

    private static final Map<String, Access> TABLE = Stream.of(
                    rows(ANYBODY, "GET /users", "GET /users/{id}"),
                    rows(EDITOR, "POST /users", "PUT /users/{id}", "DELETE /users/{id}"),
                    rows(ANYBODY, "GET /employees", "GET /employees/{id}"),
                    rows(ANYBODY, "GET /departments/{id}"),
                    rows(EDITOR, "PUT /employees/{id}", "PUT /departments/{id}"),
                    rows(ANYBODY, "GET /orders/count", "GET /orders/{id}", "GET /count", "GET /count/"),
                    rows(ANYBODY_AT_A_RATE, "POST /orders", "POST /add", "POST /add/"),
                    rows(ANYBODY, "GET /products", "GET /products/{id}", "GET /products/{id}/views"),
                    rows(ANYBODY_AT_A_RATE, "POST /products/{id}/views"),
                    rows(EDITOR, "PUT /products/{id}/stock"),
                    rows(ANYBODY, "GET /reports/sales/weekly"),
                    rows(ANYBODY_AT_A_RATE, "POST /sessions"),
                    rows(OWN_SESSION, "GET /sessions/current", "DELETE /sessions/current", "DELETE /sessions"),
                    rows(ADMIN, "GET /admin/caches", "DELETE /admin/caches/{region}"),
                    rows(ADMIN, "GET /admin/caches/{region}/entries/{key}"),
                    rows(ADMIN, "DELETE /admin/caches/{region}/entries/{key}"),
                    rows(ANYBODY, "GET /health/live", "GET /health/ready", "GET /metrics"),
                    rows(ANYBODY, "GET /openapi.json", "GET /docs", "GET /console"))
            .flatMap(rows -> rows)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Stream<Map.Entry<String, Access>> rows(Access who, String... routes) {
        return Stream.of(routes).map(route -> Map.entry(route, who));
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
