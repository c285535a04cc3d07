package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three processes over one Valkey and one PostgreSQL. */
final class FleetTest {
    private static final String ARUN = "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}";
    private static final String CHANGED = "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.org\"}";

    private final List<LarderProcess> fleet = new ArrayList<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private ValkeyServer valkey;
    private SlowUsers users;

    @BeforeEach
    void start() {
        valkey = ValkeyServer.start();
        String database = PostgresServer.shared().freshDatabase();
        // A burst of a thousand on a machine that is short of CPU can keep Valkey from answering in 25 ms, and whoever
        // is late
        // asks the database. What is tested here is who asks it when nobody is late.
        Map<String, String> settings = Map.of(
                "LARDER_DATABASE_URL",
                SlowUsers.handedOver(database),
                "LARDER_VALKEY_URL",
                valkey.url() + "?deadline=2000");
        IntStream.range(0, 3).forEach(_ -> fleet.add(LarderProcess.start(settings)));
        fleet.forEach(process -> Eventually.holds(
                "ready",
                Duration.ofSeconds(20),
                () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
        assertEquals(201, fleet.getFirst().post("/users", ARUN).statusCode());
        fleet.forEach(LarderProcess::awaitFollowed);
        users = SlowUsers.in(database, 0.2);
    }

    @AfterEach
    void stop() {
        fleet.forEach(LarderProcess::close);
        callers.shutdownNow();
        users.close();
        valkey.close();
    }

    @Test
    void a_thousand_readers_of_a_cold_key_over_three_processes_make_one_query() {
        List<CompletableFuture<HttpResponse<String>>> answers = ask(fleet, 1000, 101);
        answers.forEach(answer -> assertEquals(ARUN, answer.join().body()));
        assertLoads(1);
    }

    @Test
    void when_the_loading_process_is_killed_one_other_takes_over_and_every_reader_of_the_others_is_answered() {
        LarderProcess loading = fleet.getFirst();
        List<LarderProcess> others = fleet.subList(1, 3);
        CompletableFuture<Optional<HttpResponse<String>>> first =
                CompletableFuture.supplyAsync(() -> tried(loading), callers);
        Eventually.holds("the first process loads", Duration.ofSeconds(10), () -> users.underWay() == 1);
        List<CompletableFuture<HttpResponse<String>>> answers = ask(others, 1000, 101);
        loading.kill();
        answers.forEach(answer -> assertEquals(ARUN, answer.join().body()));
        assertTrue(first.join().isEmpty(), "the killed process answered nobody");
        assertLoads(2);
    }

    @Test
    void a_value_loaded_before_a_write_in_another_process_is_not_stored_after_it() {
        LarderProcess reader = fleet.get(0);
        LarderProcess writer = fleet.get(1);
        users.closeGate();
        CompletableFuture<HttpResponse<String>> old =
                CompletableFuture.supplyAsync(() -> reader.get("/users/101"), callers);
        Eventually.holds("the reader loads", Duration.ofSeconds(10), () -> users.underWay() == 1);
        assertEquals(200, writer.put("/users/101", CHANGED).statusCode());
        users.openGate();
        HttpResponse<String> overtaken = old.join();
        assertEquals(ARUN, overtaken.body(), "the reader asked before the write");
        String way = overtaken.headers().firstValue("Cache-Status").orElseThrow();
        assertTrue(way.matches("larder; fwd=miss; detail=\"bound=[0-9]+ms\""), way);
        fleet.forEach(process -> assertEquals(CHANGED, process.get("/users/101").body()));
    }

    private void assertLoads(long expected) {
        assertEquals(expected, users.reads(), this::counters);
    }

    /** What each process counted, to tell from why there were more loads than one. */
    private String counters() {
        return fleet.stream()
                .filter(LarderProcess::isAlive)
                .map(process -> process.get("/metrics").body())
                .flatMap(String::lines)
                .filter(line -> line.startsWith("larder_") && !line.endsWith(" 0.0"))
                .collect(Collectors.joining("\n"));
    }

    private static Optional<HttpResponse<String>> tried(LarderProcess process) {
        try {
            return Optional.of(process.get("/users/101"));
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    /** Asks all at once, in turns. */
    private List<CompletableFuture<HttpResponse<String>>> ask(List<LarderProcess> processes, int times, int id) {
        CountDownLatch gate = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            await(gate);
                            return processes.get(i % processes.size()).get("/users/" + id);
                        },
                        callers))
                .toList();
        gate.countDown();
        return answers;
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
