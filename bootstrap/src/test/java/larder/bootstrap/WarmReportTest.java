package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/** The weekly report of two processes: computed by one of them before it is asked for, and there while SQL is stopped. */
final class WarmReportTest {
    private static final String REPORT = "/reports/sales/weekly";
    private static final Duration BOUND = Duration.ofSeconds(30);
    /** A fifth of the TTL. */
    private static final Duration EVERY = Duration.ofMillis(600);

    @Test
    void on_postgresql() throws Exception {
        run(PostgresServer.start());
    }

    @Test
    void on_mysql() throws Exception {
        run(MySqlServer.start());
    }

    private static void run(SqlServer server) throws Exception {
        try (server;
                ValkeyServer valkey = ValkeyServer.start()) {
            String database = server.freshDatabase();
            try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
                filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
            }
            Map<String, String> settings = Map.of(
                    "LARDER_DATABASE_URL",
                    database,
                    "LARDER_VALKEY_URL",
                    valkey.url() + "?deadline=2000",
                    "LARDER_CACHE_TTL_SECONDS",
                    "3");
            try (LarderProcess here = LarderProcess.start(settings);
                    LarderProcess elsewhere = LarderProcess.start(settings)) {
                isWarmBeforeAnybodyAsks(here);
                isComputedByOneAtATime(List.of(here, elsewhere));
                staysWhileSqlIsStopped(server, List.of(here, elsewhere));
                isTakenOver(here, elsewhere);
            }
        }
    }

    private static void isWarmBeforeAnybodyAsks(LarderProcess process) {
        Eventually.holds(
                "warm",
                BOUND,
                () -> process.get("/admin/caches/sales/entries/weekly").body().contains("\"state\":\"value\""));
        HttpResponse<String> first = process.get(REPORT);
        assertTrue(status(first).startsWith("larder; hit"), status(first));
        assertEquals(52, first.body().split("\"week\"", -1).length - 1);
        assertTrue(first.body().contains("{\"week\":\"2009-12-28\",\"orders\":"), first.body());
    }

    private static void isComputedByOneAtATime(List<LarderProcess> fleet) {
        long before = loads(fleet);
        long begun = System.nanoTime();
        Eventually.holds("computed again and again", BOUND, () -> loads(fleet) >= before + 4);
        long periods = (System.nanoTime() - begun) / EVERY.toNanos();
        long loads = loads(fleet) - before;
        assertTrue(loads <= periods + 2, loads + " loads in " + periods + " periods");
    }

    private static void staysWhileSqlIsStopped(SqlServer server, List<LarderProcess> fleet) {
        String last = fleet.getFirst().get(REPORT).body();
        server.pause();
        try {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < Duration.ofSeconds(8).toNanos()) {
                fleet.forEach(process -> isAtOnce(process, last));
            }
            fleet.forEach(process -> assertTrue(status(isAtOnce(process, last)).endsWith("detail=stale")));
        } finally {
            server.resume();
        }
        fleet.forEach(process -> Eventually.holds(
                "fresh again", BOUND, () -> !status(process.get(REPORT)).contains("stale")));
    }

    /** Whoever waited for SQL would wait for its timeouts, of 1.5 s and more. */
    private static HttpResponse<String> isAtOnce(LarderProcess process, String last) {
        long begun = System.nanoTime();
        HttpResponse<String> answer = process.get(REPORT);
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(last, answer.body());
        assertTrue(millis < 1_400, millis + " ms");
        return answer;
    }

    private static void isTakenOver(LarderProcess killed, LarderProcess living) {
        killed.kill();
        String body = "{\"orderdate\":\"2010-06-01\",\"customerid\":9999,\"netamount\":23.0,\"tax\":2.0}";
        assertEquals(201, living.post("/orders", body).statusCode());
        Eventually.holds(
                "the other computes",
                BOUND,
                () -> living.get(REPORT).body().contains("\"week\":\"2010-05-31\",\"orders\":1,"));
    }

    private static long loads(List<LarderProcess> fleet) {
        return fleet.stream()
                .flatMap(process -> process.get("/metrics").body().lines())
                .filter(line -> line.startsWith("larder_cache_loads_seconds_count{region=\"sales\"}"))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                .sum();
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }
}
