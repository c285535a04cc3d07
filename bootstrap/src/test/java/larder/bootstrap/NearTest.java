package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes that keep copies of employees; the way of one of them to Valkey can be cut. */
final class NearTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** How old a copy may be, and what a busy machine adds between an answer and its arrival. */
    private static final Duration NEAR_BOUND_AND_SLACK = Duration.ofMillis(250 + 250);

    private final ValkeyServer valkey = ValkeyServer.start();
    private final TcpProxy proxy = TcpProxy.inFrontOf(valkey);
    private final String database = PostgresServer.shared().freshDatabase();
    private LarderProcess cuttable;
    private LarderProcess writer;

    @BeforeEach
    void start() throws InterruptedException, ExecutionException, TimeoutException {
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        cuttable = at(proxy.url());
        writer = at(valkey.url());
        List.of(cuttable, writer).forEach(NearTest::awaitReady);
    }

    @AfterEach
    void stop() {
        cuttable.close();
        writer.close();
        proxy.close();
        valkey.close();
    }

    @Test
    void R7_a_process_that_is_cut_off_answers_nothing_older_than_its_copies_may_be() {
        near("/employees/5");
        near("/employees");
        proxy.cut();
        assertEquals(200, writer.put("/employees/5", employee("Cut")).statusCode());
        long acknowledged = System.nanoTime();
        for (String path : List.of("/employees/5", "/employees")) {
            Eventually.holds(
                    "it is off: " + path,
                    NEAR_BOUND_AND_SLACK.minusNanos(System.nanoTime() - acknowledged),
                    () -> cuttable.get(path).body().contains("Cut"));
        }
        // It may have been in doubt before its copies were off: its own relay, too, finds that Valkey is away.
        Eventually.holds(
                "its copies are off",
                BOUND,
                () -> cuttable.get("/health/ready").body().contains("\"name\":\"near\",\"state\":\"degraded\""));
        proxy.restore();
        awaitReady(cuttable);
        near("/employees/5");
        assertTrue(cuttable.get("/employees/5").body().contains("Cut"));
        assertTrue(cuttable.get("/metrics").body().contains("event=\"near_off\""));
    }

    @Test
    void what_is_changed_by_sql_ends_the_copies_of_every_process() throws SQLException {
        near("/employees/4");
        near("/employees");
        DirectSql.execute(database, "UPDATE employees SET job_title = 'Gardener' WHERE id = 4");
        for (LarderProcess process : List.of(cuttable, writer)) {
            for (String path : List.of("/employees/4", "/employees")) {
                Eventually.holds(
                        "seen: " + path,
                        Duration.ofSeconds(5),
                        () -> process.get(path).body().contains("Gardener"));
            }
        }
    }

    @Test
    void a_writer_reads_what_it_wrote() {
        near("/employees/5");
        for (int write = 0; write < 20; write++) {
            String title = "Title " + write;
            assertEquals(200, writer.put("/employees/5", employee(title)).statusCode());
            assertTrue(writer.get("/employees/5").body().contains(title));
            assertTrue(writer.get("/employees").body().contains(title));
        }
    }

    private void near(String path) {
        for (LarderProcess process : List.of(cuttable, writer)) {
            Eventually.holds(
                    "a copy answers: " + path,
                    BOUND,
                    () -> process.get(path)
                            .headers()
                            .firstValue("Cache-Status")
                            .orElse("")
                            .contains("detail=\"near bound="));
        }
    }

    private LarderProcess at(String url) {
        return LarderProcess.start(
                Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", url + "?deadline=1000"));
    }

    private static String employee(String title) {
        return "{\"name\":\"Ethan Williams\",\"job_title\":\"" + title + "\",\"dept_id\":5}";
    }

    private static void awaitReady(LarderProcess process) {
        Eventually.holds(
                "ready", BOUND, () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\""));
    }
}
