package larder.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;

/**
 * How soon an UPDATE by SQL is seen: from the return of its commit until the last of three processes answers it, all of which had
 * the former value cached. And what the relay of a process costs while nothing changes.
 */
final class FreshnessBenchmark {
    private static final Path REPORT = Path.of("benchmarks", "target", "freshness.json");
    private static final int PROCESSES = 3;
    private static final int UPDATES = 300;
    private static final int WARM_UP = 200;

    /** Each process loads as many users, since code that has run a few times only is slow: a fleet has served for a while. */
    private static final int LOADED = 6_000;

    private static final Duration IDLE = Duration.ofSeconds(20);

    /** A relay looks more often for five seconds after a change. */
    private static final Duration UNTIL_IDLE = Duration.ofSeconds(6);

    private final Map<String, Object> results = new LinkedHashMap<>();

    private FreshnessBenchmark() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        FreshnessBenchmark benchmark = new FreshnessBenchmark();
        try (SqlServer server = PostgresServer.start()) {
            benchmark.measure("PostgreSQL", server);
        }
        try (SqlServer server = MySqlServer.start()) {
            benchmark.measure("MySQL", server);
        }
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(REPORT.toFile(), benchmark.results);
        System.out.println("written: " + REPORT);
    }

    private void measure(String make, SqlServer server) throws SQLException, InterruptedException {
        String database = server.freshDatabase();
        Sample.fill(database);
        try (ValkeyServer valkey = ValkeyServer.start()) {
            Map<String, String> settings =
                    Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url() + "?deadline=1000");
            List<Subject> fleet = IntStream.rangeClosed(1, PROCESSES)
                    .mapToObj(n -> Subject.start("Larder " + n + " on " + make, Commands.larder(), settings))
                    .toList();
            try (Connection connection = Sample.connect(database);
                    Watchers watchers = new Watchers(fleet)) {
                watchers.load(LOADED);
                List<Double> seen = updates(connection, watchers);
                double idle = idle(fleet);
                report(make, seen, idle);
            } finally {
                fleet.forEach(Subject::close);
            }
        }
    }

    /** Milliseconds, in order. */
    private static List<Double> updates(Connection connection, Watchers watchers)
            throws SQLException, InterruptedException {
        List<Double> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (int round = 1; round <= WARM_UP + UPDATES; round++) {
                watchers.cache();
                // At any moment of the relays' rest.
                TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(40_000));
                String email = "v" + round + "@example.com";
                statement.executeUpdate("UPDATE users SET email = '" + email + "' WHERE id = 101");
                long committed = System.nanoTime();
                long last = watchers.sawLast(email);
                if (round > WARM_UP) {
                    seen.add((last - committed) / 1e6);
                }
            }
        }
        return seen.stream().sorted().toList();
    }

    /** The dearest relay's part of a core, while nothing is asked and nothing changes. */
    private static double idle(List<Subject> fleet) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(UNTIL_IDLE.toNanos());
        List<Duration> before = fleet.stream().map(Subject::relayCpu).toList();
        TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
        double most = 0;
        for (int i = 0; i < fleet.size(); i++) {
            Duration used = fleet.get(i).relayCpu().minus(before.get(i));
            most = Math.max(most, (double) used.toNanos() / IDLE.toNanos());
        }
        return most;
    }

    private void report(String make, List<Double> seen, double idle) {
        double median = percentile(seen, 0.5);
        double p99 = percentile(seen, 0.99);
        System.out.printf(
                Locale.ROOT,
                "%-10s seen by %d processes: p50 %.1f ms, p99 %.1f ms, the slowest of %d %.1f ms; an idle relay takes %.2f %% of"
                        + " a core%n",
                make,
                PROCESSES,
                median,
                p99,
                seen.size(),
                seen.getLast(),
                100 * idle);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("updates", seen.size());
        figures.put("p50 ms", median);
        figures.put("p99 ms", p99);
        figures.put("max ms", seen.getLast());
        figures.put("part of a core that an idle relay takes", idle);
        results.put(make, figures);
    }

    private static double percentile(List<Double> sorted, double part) {
        return sorted.get((int) Math.ceil(part * (sorted.size() - 1)));
    }
}
