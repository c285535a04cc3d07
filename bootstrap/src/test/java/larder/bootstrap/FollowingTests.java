package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
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
 * Two processes over one database of one make and one Valkey, and somebody who changes rows by SQL. What is cached would be
 * answered for minutes.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FollowingTests {
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** Far below every TTL, far above the milliseconds that it takes on a machine that is not busy. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Pattern HIT = Pattern.compile("larder; hit; ttl=[0-9]+; detail=\"(near )?bound=[0-9]+ms\"");

    private final SqlServer server;
    private final ValkeyServer valkey = ValkeyServer.start();
    private String database = "";
    private LarderProcess here;
    private LarderProcess elsewhere;

    FollowingTests(SqlServer server) {
        this.server = server;
    }

    @BeforeAll
    void start() throws InterruptedException, ExecutionException, TimeoutException {
        database = server.freshDatabase();
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        // A deadline that a busy machine keeps, so that a hit is a hit.
        Map<String, String> settings =
                Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url() + "?deadline=1000");
        here = LarderProcess.start(settings);
        elsewhere = LarderProcess.start(settings);
        List.of(here, elsewhere).forEach(FollowingTests::awaitReady);
    }

    @AfterAll
    void stop() {
        here.close();
        elsewhere.close();
        valkey.close();
        server.close();
    }

    @Test
    void an_update_by_sql_is_seen_by_every_process() throws SQLException {
        cached("/users/101");
        DirectSql.execute(database, "UPDATE users SET email = 'direct@example.com' WHERE id = 101");
        seen("/users/101", "direct@example.com");
    }

    @Test
    void r11_a_row_inserted_by_sql_is_found_by_every_process_that_knew_it_to_be_absent() throws SQLException {
        assertEquals(404, here.get("/users/300001").statusCode());
        assertEquals(404, elsewhere.get("/users/300001").statusCode());
        DirectSql.execute(database, "INSERT INTO users (id, name, email) VALUES (300001, 'New', 'new@example.com')");
        seen("/users/300001", "new@example.com");
    }

    @Test
    void a_row_deleted_by_sql_is_found_by_no_process() throws SQLException {
        cached("/users/55");
        DirectSql.execute(database, "DELETE FROM users WHERE id = 55");
        for (LarderProcess process : List.of(here, elsewhere)) {
            Eventually.holds("gone", SOON, () -> process.get("/users/55").statusCode() == 404);
        }
    }

    @Test
    void r12_a_department_renamed_by_sql_is_renamed_in_the_directory() throws SQLException {
        cached("/employees");
        DirectSql.execute(database, "UPDATE departments SET name = 'Controlling' WHERE id = 3");
        seen("/employees", "\"department_name\":\"Controlling\"");
        cached("/employees");
        DirectSql.execute(database, "UPDATE employees SET job_title = 'Gardener' WHERE id = 3");
        seen("/employees", "Gardener");
        seen("/employees/3", "Gardener");
    }

    @Test
    void a_product_changed_by_sql_is_seen_and_its_views_touch_nothing() throws SQLException {
        cached("/products/7");
        DirectSql.execute(database, "UPDATE products SET views = views + 1 WHERE prod_id = 7");
        DirectSql.execute(database, "UPDATE products SET title = 'ACADEMY OF SQL' WHERE prod_id = 8");
        seen("/products/8", "ACADEMY OF SQL");
        assertHit(elsewhere.get("/products/7"));
        DirectSql.execute(database, "UPDATE products SET price = 1.23 WHERE prod_id = 7");
        seen("/products/7", "\"price\":1.23");
    }

    @Test
    void a_stock_that_was_written_through_is_still_a_hit_when_its_change_was_applied_and_not_when_sql_has_changed_it()
            throws SQLException {
        String path = "/products/21";
        cached(path);
        long loads = loads();
        String written = writtenThrough(path);
        for (LarderProcess process : List.of(here, elsewhere)) {
            process.awaitFollowed();
            Eventually.holds(
                    "no older copy: " + path,
                    SOON,
                    () -> written.equals(process.get(path).body()));
            String status = status(process.get(path));
            assertTrue(HIT.matcher(status).matches(), status);
        }
        assertEquals(loads, loads(), "nobody has loaded it");
        DirectSql.execute(database, "UPDATE products SET stock = 4711 WHERE prod_id = 21");
        seen(path, "\"stock\":4711");
    }

    @Test
    void what_was_loaded_after_a_change_is_still_a_hit_when_the_change_was_applied() {
        here.put("/users/42", "{\"name\":\"Renamed\",\"email\":\"renamed@example.com\"}");
        cached("/users/42");
        here.awaitFollowed();
        String status = status(elsewhere.get("/users/42"));
        assertTrue(HIT.matcher(status).matches(), status);
    }

    @Test
    void an_order_deleted_by_sql_is_not_counted_and_leaves_the_counts_of_other_customers_cached() throws SQLException {
        HttpResponse<String> placed = here.post(
                "/orders", "{\"orderdate\":\"2023-03-10\",\"customerid\":4711,\"netamount\":23.0,\"tax\":2.0}");
        String order = placed.headers().firstValue("Location").orElseThrow();
        here.awaitFollowed();
        cached(order);
        cached("/count?customerid=4712");
        long all = count(cached("/count"));
        long of4711 = count(cached("/count?customerid=4711"));
        DirectSql.execute(database, "DELETE FROM orders WHERE orderid = " + order.substring("/orders/".length()));
        seen("/count?customerid=4711", "{\"count\":" + (of4711 - 1) + "}");
        seen("/count", "{\"count\":" + (all - 1) + "}");
        assertEquals(404, elsewhere.get(order).statusCode());
        assertHit(here.get("/count?customerid=4712"));
        assertHit(elsewhere.get("/count?customerid=4712"));
    }

    @Test
    void an_order_that_stays_with_its_customer_leaves_the_counts_cached() throws SQLException {
        String order = here.post(
                        "/orders", "{\"orderdate\":\"2023-03-10\",\"customerid\":815,\"netamount\":1,\"tax\":0}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        here.awaitFollowed();
        cached(order);
        cached("/count?customerid=815");
        DirectSql.execute(
                database, "UPDATE orders SET tax = 0.5 WHERE orderid = " + order.substring("/orders/".length()));
        seen(order, "\"tax\":0.50");
        assertHit(elsewhere.get("/count?customerid=815"));
    }

    @Test
    void a_change_of_very_many_rows_is_seen() throws SQLException {
        cached("/products/4001");
        cached("/products/9001");
        DirectSql.execute(database, "UPDATE products SET stock = 4711 WHERE prod_id > 4000");
        seen("/products/4001", "\"stock\":4711");
        seen("/products/9001", "\"stock\":4711");
    }

    @Test
    void r14_while_a_change_waits_that_nobody_can_apply_no_process_trusts_the_cache() throws SQLException {
        cached("/users/77");
        try (Connection holder = DirectSql.connect(database)) {
            hold(holder);
            for (LarderProcess process : List.of(here, elsewhere)) {
                Eventually.holds(
                        "in doubt",
                        SOON,
                        () -> status(process.get("/users/77")).contains("fwd=bypass; detail=in-doubt"));
            }
            DirectSql.execute(database, "UPDATE users SET email = 'held@example.com' WHERE id = 77");
            for (LarderProcess process : List.of(here, elsewhere)) {
                assertTrue(process.get("/users/77").body().contains("held@example.com"), "at once");
            }
            holder.rollback();
        }
        assertTrue(cached("/users/77").contains("held@example.com"));
    }

    /** Locks a change that waits, before anybody takes it. */
    private static void hold(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = holder.createStatement()) {
            for (int tries = 0; tries < 1_000; tries++) {
                statement.execute("UPDATE users SET email = 'try" + tries + "@example.com' WHERE id = 78");
                holder.commit();
                try (ResultSet locked = statement.executeQuery("SELECT id FROM cache_change FOR UPDATE SKIP LOCKED")) {
                    if (locked.next()) {
                        return;
                    }
                }
                holder.commit();
            }
        }
        throw new IllegalStateException("the relays were always first");
    }

    @Test
    void readiness_and_metrics_tell_how_far_the_changes_are_followed() {
        Eventually.holds(
                "nothing waits",
                SOON,
                () -> here.get("/health/ready").body().contains("\"name\":\"freshness\",\"state\":\"up\""));
        Eventually.holds("proven again and again", SOON, () -> here.metric("larder_freshness_proven_age") < 0.2);
        Eventually.holds("no doubt", SOON, () -> here.metric("larder_freshness_doubt") == 0);
        Eventually.holds(
                "told to an operator",
                SOON,
                () -> here.get("/admin/caches").body().contains("\"freshness\":{\"in_doubt\":false,\"proven_age\":0."));
    }

    /** Reads until it is a hit: what went before may have left something to be applied. */
    private String cached(String path) {
        Eventually.holds("cached: " + path, SOON, () -> {
            here.get(path);
            return HIT.matcher(status(elsewhere.get(path))).matches();
        });
        return elsewhere.get(path).body();
    }

    /** Until the cache took one: the relay may come between its commit and its fill, which is refused then. */
    private String writtenThrough(String path) {
        String stored = "larder_cache_events_total{event=\"fill_stored\",region=\"product\"}";
        for (int stock = 5_000; stock < 5_020; stock++) {
            double before = here.metric(stored);
            String body = here.put(path + "/stock", "{\"stock\":" + stock + "}").body();
            if (here.metric(stored) > before) {
                return body;
            }
        }
        throw new AssertionError("no write was stored");
    }

    private long loads() {
        return List.of(here, elsewhere).stream()
                .mapToLong(process -> (long) process.metric("larder_cache_loads_seconds_count{region=\"product\"}"))
                .sum();
    }

    private void seen(String path, String text) {
        for (LarderProcess process : List.of(here, elsewhere)) {
            Eventually.holds(
                    "seen: " + path + " " + text,
                    SOON,
                    () -> process.get(path).body().contains(text));
        }
    }

    private static void awaitReady(LarderProcess process) {
        Eventually.holds(
                "ready", BOUND, () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\""));
    }

    private static void assertHit(HttpResponse<String> answer) {
        assertTrue(HIT.matcher(status(answer)).matches(), status(answer));
        assertTrue(Long.parseLong(answer.headers().firstValue("Age").orElseThrow()) >= 1);
    }

    private static long count(String json) {
        return Long.parseLong(json.replaceAll("\\{\"count\":(\\d+)}", "$1"));
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }
}
