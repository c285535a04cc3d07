package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code LARDER_CACHE=none}: everything works, from the database alone. */
final class WithoutCacheTest {
    private static final String PASSWORD = "a password for this test";
    private static LarderProcess larder;

    @BeforeAll
    static void start() throws Exception {
        String database = PostgresServer.shared().freshDatabase();
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        larder = LarderProcess.start(
                Map.of("LARDER_CACHE", "none", "LARDER_DATABASE_URL", database, "LARDER_ADMIN_PASSWORD", PASSWORD));
        Eventually.holds(
                "ready",
                Duration.ofSeconds(30),
                () -> larder.get("/health/ready").statusCode() == 200);
        Eventually.holds(
                "there is somebody to log in",
                Duration.ofSeconds(30),
                () -> larder.log().stream().anyMatch(line -> line.contains("The account admin was made")));
    }

    @AfterAll
    static void stop() {
        larder.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users/101",
                "/users?ids=1,2,3",
                "/employees/1",
                "/employees",
                "/employees?department=IT",
                "/orders/1",
                "/orders/count",
                "/orders/count?customerId=9999",
                "/count",
                "/count?customerid=9999",
                "/products/1",
                "/products/1/views",
                "/reports/sales/weekly",
                "/admin/caches",
                "/admin/caches/user/entries/101",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/docs"
            })
    void is_answered(String path) {
        HttpResponse<String> answer = larder.get(path);
        assertEquals(200, answer.statusCode(), answer::body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST; /users; {\"id\":2000000001,\"name\":\"New\",\"email\":\"new@example.com\"}; 201",
                "PUT; /users/102; {\"name\":\"Other\",\"email\":\"other@example.com\"}; 200",
                "DELETE; /users/103; ''; 204",
                "PUT; /employees/2; {\"name\":\"Bob\",\"job_title\":\"HR\",\"dept_id\":2}; 200",
                "PUT; /departments/5; {\"name\":\"Advertising\"}; 204",
                "POST; /orders; {\"orderdate\":\"2023-03-10\",\"customerid\":9999,\"netamount\":23.0,\"tax\":2.0}; 201",
                "POST; /add/; {\"orderdate\":\"2023-03-10\",\"customerid\":9999,\"netamount\":23.0,\"tax\":2.0}; 200",
                "PUT; /products/2/stock; {\"stock\":7}; 200",
                "POST; /products/3/views; ''; 202",
                "POST; /sessions; {\"name\":\"admin\",\"password\":\"" + PASSWORD + "\"}; 201",
                "DELETE; /admin/caches/user; ''; 204",
                "DELETE; /admin/caches/user/entries/101; ''; 204"
            })
    void is_done(String method, String path, String body, int status) {
        HttpResponse<String> answer = larder.send(method, path, body, "Accept", "application/json");
        assertEquals(status, answer.statusCode(), answer::body);
    }

    @Test
    void a_change_is_read_at_once_and_nothing_is_said_to_be_stored() {
        String changed = "{\"id\":104,\"name\":\"Other\",\"email\":\"other@example.com\"}";
        assertTrue(larder.get("/users/104").body().contains("User 104"));
        larder.put("/users/104", "{\"name\":\"Other\",\"email\":\"other@example.com\"}");
        HttpResponse<String> read = larder.get("/users/104");
        assertEquals(changed, read.body());
        String status = read.headers().firstValue("Cache-Status").orElse("");
        assertTrue(status.matches("larder; fwd=miss; detail=\"bound=[0-9]+ms\""), status);
    }

    @Test
    void a_view_is_counted_at_once() {
        assertEquals(202, larder.post("/products/4/views", "").statusCode());
        assertEquals(
                "{\"product\":4,\"views\":1}", larder.get("/products/4/views").body());
    }
}
