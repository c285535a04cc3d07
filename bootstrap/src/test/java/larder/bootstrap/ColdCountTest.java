package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.contracts.Crowd;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/**
 * Two processes, a count that nobody has cached yet, and orders that come meanwhile. Every count is right in every burst. How many
 * queries they make is said of one in which both processes had the CPU to keep up: one that falls behind the changes goes past
 * its cache, and one that takes an order too late answers 503.
 */
final class ColdCountTest {
    private static final int CALLERS = 200;
    private static final int ORDERS = 10;

    /** By whoever placed the order, and by whoever takes the change from the log. */
    private static final int INVALIDATIONS = 2 * ORDERS;

    private static final int BURSTS = 5;
    private static final long SAMPLE = 12_000;
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ORDER =
            "{\"orderdate\":\"2023-03-10\",\"customerid\":500,\"netamount\":23.0,\"tax\":2.0}";
    private static final Pattern LOADS =
            Pattern.compile("(?m)^larder_cache_loads_seconds_count\\{region=\"num_orders\"} ([0-9]+)");
    private static final Pattern PAST_THE_CACHE = Pattern.compile(
            "(?m)^larder_cache_events_total\\{event=\"(?:bypass|lock_timed_out|lock_unavailable)\",region=\"num_orders\"} ([0-9.E]+)");

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void on_PostgreSQL_each_invalidation_costs_one_query_at_most_and_each_count_is_of_its_time()
            throws InterruptedException, ExecutionException, TimeoutException {
        try (PostgresServer server = PostgresServer.shared()) {
            countWhileOrdersCome(server);
        }
    }

    @Test
    void on_MySQL_each_invalidation_costs_one_query_at_most_and_each_count_is_of_its_time()
            throws InterruptedException, ExecutionException, TimeoutException {
        try (MySqlServer server = MySqlServer.shared()) {
            countWhileOrdersCome(server);
        }
    }

    private void countWhileOrdersCome(SqlServer server)
            throws InterruptedException, ExecutionException, TimeoutException {
        String database = server.freshDatabase();
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        try (ValkeyServer valkey = ValkeyServer.start()) {
            Map<String, String> settings =
                    Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url() + "?deadline=2000");
            try (LarderProcess one = LarderProcess.start(settings);
                    LarderProcess other = LarderProcess.start(settings)) {
                List<LarderProcess> fleet = List.of(one, other);
                for (int burst = 1; burst <= BURSTS; burst++) {
                    if (isUndisturbed(fleet)) {
                        return;
                    }
                }
                throw new AssertionError(
                        "in each of " + BURSTS + " bursts a process went past its cache, or took an order too late");
            }
        }
    }

    private boolean isUndisturbed(List<LarderProcess> fleet) {
        fleet.forEach(ColdCountTest::awaitReady);
        assertEquals(204, fleet.getFirst().delete("/admin/caches/num_orders").statusCode());
        double past = fleet.stream().mapToDouble(ColdCountTest::pastTheCache).sum();
        long before = fleet.stream().mapToLong(ColdCountTest::loads).sum();
        int late = begun.get() - acknowledged.get();
        Crowd.together(CALLERS, caller -> call(fleet.get(caller % 2), caller));
        boolean allPlaced = begun.get() - acknowledged.get() == late;
        for (LarderProcess process : fleet) {
            long counted = count(process) - SAMPLE;
            assertTrue(counted >= acknowledged.get() && counted <= begun.get(), () -> counted + " orders are counted");
        }
        long loads = fleet.stream().mapToLong(ColdCountTest::loads).sum() - before;
        if (!allPlaced
                || fleet.stream().mapToDouble(ColdCountTest::pastTheCache).sum() > past) {
            return false;
        }
        assertTrue(
                loads >= 1 && loads <= 1 + INVALIDATIONS,
                () -> loads + " counts were queried, but only " + INVALIDATIONS + " invalidations were made");
        return true;
    }

    /** One of twenty adds an order; all others count. */
    private boolean call(LarderProcess process, int caller) {
        if (caller % (CALLERS / ORDERS) == 0) {
            begun.incrementAndGet();
            HttpResponse<String> placed = process.post("/orders", ORDER);
            assertTrue(placed.statusCode() == 201 || placed.statusCode() == 503, placed::body);
            if (placed.statusCode() == 201) {
                acknowledged.incrementAndGet();
            }
        }
        int before = acknowledged.get();
        long seen = count(process);
        int after = begun.get();
        assertTrue(
                seen >= SAMPLE + before && seen <= SAMPLE + after,
                () -> seen + " is no count between " + before + " orders at the question and " + after
                        + " at the answer");
        return true;
    }

    private static void awaitReady(LarderProcess process) {
        Eventually.holds(
                "ready", BOUND, () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\""));
    }

    private static long count(LarderProcess process) {
        HttpResponse<String> answer = process.get("/orders/count");
        assertEquals(200, answer.statusCode(), answer.body());
        return Long.parseLong(answer.body().replaceAll("\\{\"count\":(\\d+)}", "$1"));
    }

    private static String metrics(LarderProcess process) {
        return process.get("/metrics").body();
    }

    private static double pastTheCache(LarderProcess process) {
        return PAST_THE_CACHE
                .matcher(metrics(process))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private static long loads(LarderProcess process) {
        return LOADS.matcher(metrics(process))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
