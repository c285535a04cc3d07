package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three processes whose Valkey takes every byte and answers none, so that neither entries nor locks are there. */
final class BlackHoleTest {
    private static final String ARUN = "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}";
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int REQUESTS = 500;

    private static final double LOAD_SECONDS = 0.5;

    private final List<LarderProcess> fleet = new ArrayList<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final ValkeyServer valkey = ValkeyServer.start();
    private final TcpProxy proxy = TcpProxy.inFrontOf(valkey);
    private SlowUsers users;

    @BeforeEach
    void start() {
        String database = PostgresServer.shared().freshDatabase();
        Map<String, String> settings =
                Map.of("LARDER_DATABASE_URL", SlowUsers.handedOver(database), "LARDER_VALKEY_URL", proxy.url());
        IntStream.range(0, 3).forEach(_ -> fleet.add(LarderProcess.start(settings)));
        fleet.forEach(process -> Eventually.holds(
                "ready", BOUND, () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
        assertEquals(201, fleet.getFirst().post("/users", ARUN).statusCode());
        fleet.forEach(LarderProcess::awaitFollowed);
        users = SlowUsers.in(database, LOAD_SECONDS);
    }

    @AfterEach
    void stop() {
        fleet.forEach(LarderProcess::close);
        callers.shutdownNow();
        users.close();
        proxy.close();
        valkey.close();
    }

    @Test
    void R21_five_hundred_readers_of_one_key_are_all_answered_by_a_few_loads() {
        proxy.blackhole();
        long begun = System.nanoTime();
        List<HttpResponse<String>> answers = ask();
        double seconds = (System.nanoTime() - begun) / 1e9;
        answers.forEach(answer -> assertEquals(200, answer.statusCode()));
        answers.forEach(answer -> assertEquals(ARUN, answer.body()));
        // A process makes one load of a key at a time, and who comes meanwhile shares the next one: what decides is the
        // time
        // that the burst takes to arrive, and not how many are in it.
        double most = fleet.size() * (seconds / LOAD_SECONDS + 1);
        assertTrue(users.reads() <= most, () -> "they made " + users.reads() + " loads in " + seconds + " s");
        // None of their threads is left behind: each still answers at once.
        fleet.forEach(process -> assertEquals(ARUN, process.get("/users/101").body()));
        proxy.restore();
        fleet.forEach(process -> Eventually.holds(
                "ready again", BOUND, () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
    }

    /** Asks all at once, in turns. */
    private List<HttpResponse<String>> ask() {
        CountDownLatch gate = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, REQUESTS)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> {
                            await(gate);
                            return fleet.get(number % fleet.size()).get("/users/101");
                        },
                        callers))
                .toList();
        gate.countDown();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
