package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes that are meant for one state, at two processes over one database of one make and one Valkey. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConditionalTests {
    private static final int WRITERS = 8;

    private final SqlServer server;
    private final ValkeyServer valkey = ValkeyServer.start();
    private String database = "";
    private LarderProcess here;
    private LarderProcess elsewhere;

    ConditionalTests(SqlServer server) {
        this.server = server;
    }

    @BeforeAll
    void start() throws InterruptedException, ExecutionException, TimeoutException {
        database = server.freshDatabase();
        try (SqlDatabase filled = SqlDatabase.open(SqlConfig.of(database).withSampleData())) {
            filled.migrated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        Map<String, String> settings =
                Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url() + "?deadline=1000");
        here = LarderProcess.start(settings);
        elsewhere = LarderProcess.start(settings);
        List.of(here, elsewhere)
                .forEach(process -> Eventually.holds(
                        "ready",
                        Duration.ofSeconds(30),
                        () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
    }

    @AfterAll
    void stop() {
        here.close();
        elsewhere.close();
        valkey.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/users/101      | /users/101          | {\"name\":\"User %d\",\"email\":\"user@example.com\"}",
                "/employees/1    | /employees/1        | {\"name\":\"Employee %d\",\"job_title\":\"Clerk\",\"dept_id\":1}",
                "/departments/2  | /departments/2      | {\"name\":\"Department %d\"}",
                "/products/1     | /products/1/stock   | {\"stock\":%d}"
            })
    void of_writers_with_the_same_tag_one_wins_and_the_others_are_told(String read, String write, String body) {
        for (int round = 1; round <= 3; round++) {
            String tag = tag(here.get(read));
            assertTrue(tag.startsWith("\""), read);
            int first = 100 * round;
            List<HttpResponse<String>> ends = together(
                    first,
                    number -> (number % 2 == 0 ? here : elsewhere)
                            .send("PUT", write, body.formatted(number), "If-Match", tag));
            List<Integer> statuses = ends.stream().map(HttpResponse::statusCode).toList();
            assertEquals(WRITERS - 1, Collections.frequency(statuses, 412), statuses::toString);
            int winner = statuses.indexOf(
                    statuses.stream().filter(each -> each < 300).findFirst().orElseThrow());
            assertNotEquals(tag, tag(ends.get(winner)));
            for (LarderProcess process : List.of(here, elsewhere)) {
                Eventually.holds(
                        "the winner's stands, and has the tag that it was answered",
                        Duration.ofSeconds(5),
                        () -> tag(process.get(read)).equals(tag(ends.get(winner))));
            }
            assertTrue(here.get(read).body().contains(Integer.toString(first + winner)), read);
        }
    }

    @Test
    void a_tag_from_before_a_change_by_SQL_is_refused_even_while_the_cache_has_it() throws SQLException {
        String tag = tag(here.get("/users/55"));
        DirectSql.execute(database, "UPDATE users SET email = 'direct@example.com' WHERE id = 55");
        HttpResponse<String> refused =
                here.send("PUT", "/users/55", "{\"name\":\"Late\",\"email\":\"late@example.com\"}", "If-Match", tag);
        assertEquals(412, refused.statusCode(), refused.body());
        assertEquals(412, here.send("DELETE", "/users/55", "", "If-Match", tag).statusCode());
        Eventually.holds(
                "nothing was changed",
                Duration.ofSeconds(5),
                () -> here.get("/users/55").body().contains("direct@example.com"));
        String fresh = tag(here.get("/users/55"));
        assertEquals(
                204, here.send("DELETE", "/users/55", "", "If-Match", fresh).statusCode());
        assertEquals(404, here.send("DELETE", "/users/55", "", "If-Match", "*").statusCode());
    }

    @Test
    void every_public_read_has_a_tag_by_which_it_is_spared() {
        for (String path : List.of(
                "/users/101",
                "/users?ids=1,2",
                "/employees/1",
                "/employees?ids=1,2",
                "/employees",
                "/employees?department=IT",
                "/departments/1",
                "/orders/1",
                "/orders/count",
                "/count",
                "/count?customerid=1",
                "/products/1",
                "/products?ids=1,2",
                "/products/1/views",
                "/reports/sales/weekly",
                "/docs")) {
            HttpResponse<String> answer = here.get(path);
            assertEquals(200, answer.statusCode(), path);
            assertEquals(
                    "public, no-cache",
                    answer.headers().firstValue("Cache-Control").orElse(""),
                    path);
            HttpResponse<String> spared = here.send("GET", path, "", "If-None-Match", tag(answer));
            assertEquals(304, spared.statusCode(), path);
            assertEquals("", spared.body());
        }
    }

    private static List<HttpResponse<String>> together(int first, IntFunction<HttpResponse<String>> write) {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        CyclicBarrier ready = new CyclicBarrier(WRITERS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                int number = first + i;
                all.add(CompletableFuture.supplyAsync(
                        () -> {
                            pass(ready);
                            return write.apply(number);
                        },
                        threads));
            }
            return all.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void pass(CyclicBarrier ready) {
        try {
            ready.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the others did not come", alone);
        }
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }
}
