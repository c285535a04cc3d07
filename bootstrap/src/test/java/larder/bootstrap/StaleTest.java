package larder.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larder.devservices.MySqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.Test;

/**
 * Users are written through one process over and over while Valkey breaks and comes back, and read through two all the time.
 * The writer's own process never answers what is older than a write that it acknowledged; no process ever answers what is older
 * than it says. On MySQL; on PostgreSQL the checker in {@code coherence} does this and more in every build.
 */
final class StaleTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration BEFORE = Duration.ofMillis(1_500);
    private static final Duration BROKEN = Duration.ofSeconds(3);
    private static final Duration AFTER = Duration.ofSeconds(4);
    private static final Pattern VERSION = Pattern.compile("\"v([0-9]+)@");
    private static final Pattern SAID = Pattern.compile("bound=([0-9]+)ms");

    /** So many that what Valkey kept of one is not soon removed by the next write of it. */
    private static final int USERS = 80;

    /** By user: when a version was acknowledged. */
    private final Map<Integer, TreeMap<Long, Long>> acknowledged = new ConcurrentHashMap<>();

    private final List<String> violations = new ArrayList<>();
    private volatile boolean over;
    private int reads;
    private int hits;
    private int writes;

    @Test
    void while_valkey_is_killed_and_started_again() {
        try (MySqlServer server = MySqlServer.start();
                ValkeyServer valkey = ValkeyServer.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, String> settings = Map.of(
                    "LARDER_DATABASE_URL", server.freshDatabase(), "LARDER_VALKEY_URL", valkey.url() + "?deadline=100");
            try (LarderProcess here = LarderProcess.start(settings);
                    LarderProcess elsewhere = LarderProcess.start(settings)) {
                List.of(here, elsewhere).forEach(StaleTest::awaitReady);
                for (int id = 1; id <= USERS; id++) {
                    assertEquals(201, here.post("/users", user(id, 0)).statusCode());
                    acknowledge(id, 0);
                }
                List<CompletableFuture<Void>> work = List.of(
                        CompletableFuture.runAsync(() -> write(here), threads),
                        CompletableFuture.runAsync(() -> read(here, _ -> Duration.ZERO), threads),
                        CompletableFuture.runAsync(() -> read(elsewhere, StaleTest::bound), threads));
                letPass(BEFORE);
                valkey.kill();
                letPass(BROKEN);
                valkey.restart();
                letPass(AFTER);
                over = true;
                work.forEach(CompletableFuture::join);
                assertEquals(List.of(), violations);
                assertTrue(reads > 150 && hits > 30 && writes > USERS + 40, this::figures);
                for (LarderProcess process : List.of(here, elsewhere)) {
                    awaitReady(process);
                    Eventually.holds(
                            "hits again",
                            BOUND,
                            () -> status(process.get("/users/1")).startsWith("larder; hit"));
                    acknowledged.forEach((id, versions) -> assertEquals(
                            versions.lastEntry().getValue(), version(process.get("/users/" + id)), this::figures));
                }
            }
        }
    }

    private void write(LarderProcess process) {
        for (long version = 1; !over; version++) {
            int id = (int) (1 + version % USERS);
            if (process.put("/users/" + id, user(id, version)).statusCode() == 200) {
                acknowledge(id, version);
            }
        }
    }

    private void read(LarderProcess process, Function<HttpResponse<String>, Duration> mayBe) {
        while (!over) {
            int id = ThreadLocalRandom.current().nextInt(1, USERS + 1);
            long begun = System.nanoTime();
            HttpResponse<String> answer = process.get("/users/" + id);
            assertEquals(200, answer.statusCode(), answer::body);
            check(id, answer, begun - mayBe.apply(answer).toNanos(), begun);
        }
    }

    private synchronized void check(int id, HttpResponse<String> answer, long moment, long begun) {
        reads++;
        hits += status(answer).startsWith("larder; hit") ? 1 : 0;
        Map.Entry<Long, Long> before = requireNonNull(acknowledged.get(id)).floorEntry(moment);
        if (before != null && version(answer) < before.getValue()) {
            violations.add("read " + version(answer) + " of " + id + " as " + status(answer) + ", but "
                    + before.getValue() + " was acknowledged " + (begun - before.getKey()) / 1_000 + " us before");
        }
    }

    private synchronized void acknowledge(int id, long version) {
        writes++;
        acknowledged.computeIfAbsent(id, _ -> new TreeMap<>()).put(System.nanoTime(), version);
    }

    private synchronized String figures() {
        return reads + " reads, " + hits + " hits, " + writes + " writes";
    }

    /** Of what was loaded for the answer: none at all. */
    private static Duration bound(HttpResponse<String> answer) {
        Matcher said = SAID.matcher(status(answer));
        return said.find() ? Duration.ofMillis(Long.parseLong(said.group(1))) : Duration.ZERO;
    }

    private static long version(HttpResponse<String> answer) {
        Matcher version = VERSION.matcher(answer.body());
        assertTrue(version.find(), answer::body);
        return Long.parseLong(version.group(1));
    }

    private static String user(int id, long version) {
        return "{\"id\":" + id + ",\"name\":\"Arun\",\"email\":\"v" + version + "@example.com\"}";
    }

    private static void awaitReady(LarderProcess process) {
        Eventually.holds(
                "ready", BOUND, () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\""));
    }

    private static void letPass(Duration span) {
        long begun = System.nanoTime();
        Eventually.holds("time passes", BOUND, () -> System.nanoTime() - begun > span.toNanos());
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }
}
