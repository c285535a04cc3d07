package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import larder.contracts.Patience;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Views are sent while two processes of Larder, and the Valkey in which views wait, are killed at random moments. Valkey writes
 * what it acknowledges to its disk first. How many, and how often, the properties {@code views.total}, {@code
 * views.kills} and {@code views.valkey.kills} say.
 */
final class ViewKillsTest {
    private static final int TOTAL = Integer.getInteger("views.total", 5_000);
    private static final int KILLS = Integer.getInteger("views.kills", 2);
    private static final int VALKEY_KILLS = Integer.getInteger("views.valkey.kills", 1);
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration SENDING = Duration.ofMinutes(60);
    private static final Duration LONGEST_OUTAGE = Duration.ofMillis(1_500);

    private final Random random = new Random();
    private final List<LarderProcess> fleet = new CopyOnWriteArrayList<>();
    private ValkeyServer valkey;
    private String database;
    private Connection connection;

    @BeforeEach
    void start() throws SQLException {
        valkey = ValkeyServer.start("--appendonly", "yes", "--appendfsync", "always");
        database = PostgresServer.shared().freshDatabase();
        IntStream.range(0, 2).forEach(_ -> fleet.add(started()));
        fleet.forEach(process -> Eventually.holds(
                "ready", BOUND, () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
        URI address = URI.create(database);
        String[] login = address.getUserInfo().split(":", 2);
        connection = DriverManager.getConnection(
                "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath(),
                login[0],
                login[1]);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into products (prod_id, category, title, actor, price, common_prod_id)
                    select n, 1, 'TITLE ' || n, 'ACTOR', 1, 1 from generate_series(1, %d) as n
                    """.formatted(ViewSenders.PRODUCTS));
        }
    }

    @AfterEach
    void stop() throws SQLException {
        fleet.forEach(LarderProcess::close);
        connection.close();
        valkey.close();
    }

    @Test
    void of_views_with_a_key_each_that_was_acknowledged_counts_once() {
        try (ViewSenders senders = new ViewSenders(this::address)) {
            underKills(senders, TOTAL, senders.untilAcknowledged(TOTAL));
            assertEquals(TOTAL, senders.acknowledged());
            assertEquals(TOTAL, counted(), senders::toString);
        }
    }

    @Test
    void of_views_without_a_key_each_that_was_acknowledged_counts_and_none_counts_twice() {
        int total = TOTAL / 2;
        try (ViewSenders senders = new ViewSenders(this::address)) {
            underKills(senders, total, senders.onceEach(total));
            long acknowledged = senders.acknowledged();
            long counted = counted();
            assertTrue(counted >= acknowledged, () -> "lost: " + counted + " counted, " + senders);
            assertTrue(
                    counted <= acknowledged + senders.doubtful(), () -> "twice: " + counted + " counted, " + senders);
        }
    }

    @Test
    void a_view_is_counted_a_little_later_and_while_valkey_is_away_at_once() {
        LarderProcess here = fleet.getFirst();
        LarderProcess elsewhere = fleet.getLast();
        assertEquals(202, here.post("/products/1/views", "").statusCode());
        Eventually.holds("counted", BOUND, () -> views(elsewhere).equals("{\"product\":1,\"views\":1}"));
        assertEquals(404, here.post("/products/1000000/views", "").statusCode());
        valkey.kill();
        Eventually.holds(
                "taken", BOUND, () -> here.post("/products/1/views", "").statusCode() == 202);
        assertEquals("{\"product\":1,\"views\":2}", views(elsewhere));
        valkey.restart();
    }

    private static String views(LarderProcess process) {
        return process.get("/products/1/views").body();
    }

    private void underKills(ViewSenders senders, int total, CompletableFuture<Void> sending) {
        long began = System.nanoTime();
        List<Runnable> faults = new ArrayList<>(Collections.nCopies(KILLS, this::killLarder));
        faults.addAll(Collections.nCopies(VALKEY_KILLS, this::killValkey));
        Collections.shuffle(faults, random);
        long[] moments = random.longs(faults.size(), total / 20, total * 9L / 10)
                .sorted()
                .toArray();
        for (int i = 0; i < moments.length; i++) {
            long moment = moments[i];
            Eventually.holds(
                    "sent " + moment + " of " + total,
                    SENDING,
                    () -> sending.isDone() || senders.acknowledged() + senders.doubtful() >= moment);
            faults.get(i).run();
        }
        Eventually.holds("all are sent", SENDING, sending::isDone);
        sending.join();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Eventually.holds("what was acknowledged is counted", BOUND, () -> counted() >= senders.acknowledged());
        // Time for what should not happen: that something is counted again.
        Patience.letPass(Duration.ofSeconds(3));
        fleet.forEach(process -> Eventually.holds(
                "nothing waits", BOUND, () -> process.get("/metrics").body().contains("larder_views_waiting 0.0")));
        System.out.printf(
                "%d views in %d s under %d kills of Larder and %d of Valkey: %s; %d counted%n",
                total, took.toSeconds(), KILLS, VALKEY_KILLS, senders, counted());
    }

    private void killLarder() {
        int which = random.nextInt(fleet.size());
        fleet.get(which).close();
        fleet.set(which, started());
    }

    private void killValkey() {
        valkey.kill();
        LockSupport.parkNanos(random.nextLong(LONGEST_OUTAGE.toNanos()));
        valkey.restart();
    }

    private LarderProcess started() {
        return LarderProcess.start(Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url()));
    }

    private URI address(int attempt) {
        return fleet.get(Math.floorMod(attempt / ViewSenders.SENDERS, fleet.size()))
                .address();
    }

    private long counted() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select sum(views) from products")) {
            assertTrue(result.next());
            return result.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
