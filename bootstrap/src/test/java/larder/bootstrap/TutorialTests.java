package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The systems of the tutorials, as two processes over one database of one make and one Valkey, asked with the tutorials' own
 * requests. Where the tutorial falls into a trap, the test is named after it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TutorialTests {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ORDER =
            "{\"orderdate\":\"2023-03-10\",\"customerid\":%d,\"netamount\":23.0,\"tax\":2.0}";

    private final SqlServer server;
    private final ValkeyServer valkey = ValkeyServer.start();
    private LarderProcess here;
    private LarderProcess elsewhere;

    TutorialTests(SqlServer server) {
        this.server = server;
    }

    @BeforeAll
    void start() throws InterruptedException, ExecutionException, TimeoutException {
        String database = server.freshDatabase();
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        Map<String, String> settings =
                Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url() + "?deadline=2000");
        here = LarderProcess.start(settings);
        elsewhere = LarderProcess.start(settings);
        List.of(here, elsewhere)
                .forEach(process -> Eventually.holds(
                        "ready",
                        BOUND,
                        () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
    }

    @AfterAll
    void stop() {
        here.close();
        elsewhere.close();
        valkey.close();
        server.close();
    }

    @Test
    void orders_are_counted_and_added_as_in_the_tutorial() {
        long before = count(here, "/count");
        assertTrue(before >= 12_000, "the sample has 12,000 orders");
        long ofCustomer = count(here, "/count?customerid=9999");
        for (String path : List.of("/add/", "/add")) {
            HttpResponse<String> added = here.post(path, ORDER.formatted(9999));
            assertEquals(200, added.statusCode());
            assertEquals("{\"updated\":{\"customer\":9999}}", added.body());
        }
        assertEquals(before + 2, count(elsewhere, "/count"));
        assertEquals(before + 2, count(elsewhere, "/count/"));
        assertEquals(ofCustomer + 2, count(elsewhere, "/count?customerid=9999"));
        assertEquals(before + 2, count(here, "/orders/count"));
        assertEquals(ofCustomer + 2, count(here, "/orders/count?customerId=9999"));
    }

    @Test
    void trap_the_type_of_a_count_is_the_same_on_a_hit_as_on_a_miss() {
        here.post("/add/", ORDER.formatted(77));
        here.awaitFollowed();
        HttpResponse<String> miss = here.get("/count?customerid=77");
        HttpResponse<String> hit = here.get("/count?customerid=77");
        assertTrue(status(miss).startsWith("larder; fwd=miss; stored"), status(miss));
        assertTrue(status(hit).startsWith("larder; hit"), status(hit));
        assertEquals(miss.body(), hit.body());
        assertTrue(hit.body().matches("\\{\"count\":\\d+}"), hit.body());
    }

    @Test
    void an_order_of_one_customer_leaves_the_count_of_another_cached() {
        here.awaitFollowed();
        count(here, "/count?customerid=4242");
        here.post("/add/", ORDER.formatted(4243));
        assertTrue(status(elsewhere.get("/count?customerid=4242")).startsWith("larder; hit"));
        assertTrue(status(elsewhere.get("/count?customerid=4243")).startsWith("larder; fwd=miss"));
    }

    @Test
    void trap_a_missing_thing_that_was_asked_for_is_found_once_it_is_there() {
        assertEquals(404, here.get("/users/200001").statusCode());
        assertTrue(status(elsewhere.get("/users/200001")).startsWith("larder; hit"), "an absence is known");
        here.post("/users", "{\"id\":200001,\"name\":\"New\",\"email\":\"new@example.com\"}");
        assertEquals(200, elsewhere.get("/users/200001").statusCode());
    }

    @Test
    void trap_money_is_exact() {
        HttpResponse<String> placed =
                here.post("/orders", "{\"orderdate\":\"2023-03-10\",\"customerid\":1,\"netamount\":0.1,\"tax\":0.2}");
        assertEquals(201, placed.statusCode());
        String address = placed.headers().firstValue("Location").orElseThrow();
        assertEquals(placed.body(), elsewhere.get(address).body());
        assertTrue(placed.body().endsWith("\"netamount\":0.10,\"tax\":0.20,\"totalamount\":0.30}"), placed.body());
    }

    @Test
    void an_order_of_nobody_is_refused_and_not_counted() {
        long before = count(here, "/count");
        HttpResponse<String> refused = here.post("/add/", ORDER.formatted(2_000_000_000));
        assertEquals(422, refused.statusCode());
        assertEquals(before, count(elsewhere, "/count"));
    }

    @Test
    void trap_the_directory_is_a_join_that_sees_changes_of_both_tables() {
        here.awaitFollowed();
        assertEquals(
                "[{\"employee_name\":\"Charlie Brown\",\"department_name\":\"IT\",\"job_title\":\"Software Engineer\"}]",
                here.get("/employees?department=IT").body());
        assertTrue(status(elsewhere.get("/employees?department=IT")).startsWith("larder; hit"));
        assertEquals(
                204,
                here.put("/departments/4", "{\"name\":\"Sales & Service\"}").statusCode());
        String renamed = here.get("/employees").body();
        assertTrue(renamed.contains("\"Diana Evans\",\"department_name\":\"Sales & Service\""), renamed);
        heard("/employees", "\"Diana Evans\",\"department_name\":\"Sales & Service\"");
        assertEquals(
                200,
                here.put(
                                "/employees/5",
                                "{\"name\":\"Ethan Williams\",\"job_title\":\"Head of Marketing\",\"dept_id\":5}")
                        .statusCode());
        String changed = here.get("/employees").body();
        assertTrue(changed.contains("Head of Marketing"), changed);
        heard("/employees", "Head of Marketing");
        heard(
                "/employees/5",
                "{\"id\":5,\"name\":\"Ethan Williams\",\"job_title\":\"Head of Marketing\",\"dept_id\":5}");
    }

    /** Another process may answer with a copy of its own until it has heard of the change. */
    private void heard(String path, String text) {
        Eventually.holds(
                "heard: " + text, BOUND, () -> elsewhere.get(path).body().contains(text));
    }

    @Test
    void trap_queries_that_differ_in_a_value_are_kept_apart() {
        assertNotEquals(
                here.get("/employees?department=Finance").body(),
                here.get("/employees?department=Human%20Resources").body());
        assertEquals("[]", here.get("/employees?department=finance").body());
        assertEquals(400, here.get("/employees?department=").statusCode());
        assertEquals(400, here.get("/employees?departments=IT").statusCode());
    }

    @Test
    void trap_an_employee_is_kept_for_an_hour_and_the_directory_for_two_minutes() {
        here.awaitFollowed();
        assertEquals(
                "{\"id\":1,\"name\":\"Alice Johnson\",\"job_title\":\"Accountant\",\"dept_id\":1}",
                here.get("/employees/1").body());
        long employee = timeLeft(elsewhere.get("/employees/1"));
        assertTrue(employee > 3_200 && employee <= 3_600, () -> "an employee is kept for " + employee + " s");
        here.get("/employees?department=Sales");
        long directory = timeLeft(elsewhere.get("/employees?department=Sales"));
        assertTrue(directory > 100 && directory <= 120, () -> "the directory is kept for " + directory + " s");
        assertEquals(2, here.get("/employees?ids=1,2,999").body().split("\\{", -1).length - 1);
    }

    @Test
    void a_stock_is_written_through() {
        String before = here.get("/products/10").body();
        assertTrue(
                before.startsWith("{\"prod_id\":10,\"title\":\"ACADEMY TITLE 10\",\"price\":19.99,\"stock\":"), before);
        HttpResponse<String> written = here.put("/products/10/stock", "{\"stock\":4711}");
        assertEquals(200, written.statusCode());
        heard("/products/10", "\"stock\":4711}");
        HttpResponse<String> read = elsewhere.get("/products/10");
        assertEquals(written.body(), read.body());
        assertTrue(read.body().endsWith("\"stock\":4711}"), read.body());
        for (String wrong : List.of("-1", "1.5", "2147483648", "1e20", "\"1\"", "null")) {
            int refused =
                    here.put("/products/10/stock", "{\"stock\":" + wrong + "}").statusCode();
            assertTrue(refused == 400 || refused == 422, wrong + ": " + refused);
        }
        assertEquals(404, here.put("/products/1000000/stock", "{\"stock\":1}").statusCode());
        assertEquals(written.body(), here.get("/products/10").body());
    }

    @Test
    void trap_an_order_is_taken_and_counted_while_valkey_is_down() {
        long before = count(here, "/count");
        valkey.kill();
        try {
            assertEquals(200, here.post("/add/", ORDER.formatted(9999)).statusCode());
            assertEquals(before + 1, count(elsewhere, "/count"));
        } finally {
            valkey.restart();
        }
        Eventually.holds("caches again", BOUND, () -> status(here.get("/count")).startsWith("larder; hit"));
        assertEquals(before + 1, count(here, "/count"));
        Eventually.holds(
                "all is well",
                BOUND,
                () -> List.of(here, elsewhere).stream()
                        .allMatch(process -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
    }

    private static long count(LarderProcess process, String path) {
        HttpResponse<String> answer = process.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return Long.parseLong(answer.body().replaceAll("\\{\"count\":(\\d+)}", "$1"));
    }

    private static long timeLeft(HttpResponse<String> hit) {
        assertTrue(status(hit).startsWith("larder; hit; ttl="), status(hit));
        return Long.parseLong(status(hit).replaceAll("larder; hit; ttl=(\\d+); detail=.*", "$1"));
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }
}
