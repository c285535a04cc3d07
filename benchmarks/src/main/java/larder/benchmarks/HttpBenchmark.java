package larder.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import larder.devservices.software.SystemPackage;

/**
 * Loads Larder over HTTP and reports what it costs. Everything that takes part is started by it, on this machine: the
 * servers, Larder in several forms, and the ceiling that it is measured against. {@code ./benchmarks/run} starts it.
 */
final class HttpBenchmark {
    private static final int STARTS = 3;
    private static final int PAIRS = 7;
    private static final int KEYS = 100_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration RUN = Duration.ofSeconds(3);
    private static final Path REPORT = Path.of("benchmarks", "target", "benchmark.json");

    private final Load load;
    private final ValkeyServer valkey;
    private final Map<String, String> settings;
    private final Report report = new Report();

    private HttpBenchmark(Load load, ValkeyServer valkey, String database) {
        this.load = load;
        this.valkey = valkey;
        this.settings = Map.of("LARDER_DATABASE_URL", database, "LARDER_VALKEY_URL", valkey.url(), "LARDER_AOT", "off");
    }

    public static void main(String[] args) {
        try (PostgresServer postgres = PostgresServer.start();
                ValkeyServer valkey = ValkeyServer.start()) {
            String database = postgres.freshDatabase();
            loadSample(database);
            Load load = new Load(SystemPackage.binary("wrk", "wrk"));
            HttpBenchmark benchmark = new HttpBenchmark(load, valkey, database);
            benchmark.start();
            benchmark.throughput();
            benchmark.report.write(REPORT);
        }
    }

    static void loadSample(String url) {
        try (SqlDatabase database = SqlDatabase.open(SqlConfig.of(url).withSampleData())) {
            database.migrated().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void start() {
        Map<String, String> withAot = with("LARDER_AOT", "on");
        Subject.start("Larder makes its AOT cache", Commands.larder(), withAot).close();
        for (int round = 0; round < STARTS; round++) {
            report.start("start to first answer", started(settings));
            report.start("start to first answer, AOT cache", started(withAot));
        }
    }

    private static Duration started(Map<String, String> environment) {
        try (Subject subject = Subject.start("Larder", Commands.larder(), environment)) {
            return subject.untilFirstAnswer();
        }
    }

    private void throughput() {
        try (Subject bare = Subject.start("bare Javalin", Commands.ofBenchmark(BareJavalin.class), settings);
                Subject shared = Subject.start("Larder, Valkey", Commands.larder(), settings);
                Subject memory = Subject.start("Larder, memory", Commands.larder(), with("LARDER_CACHE", "memory"));
                Subject none = Subject.start("Larder, no cache", Commands.larder(), with("LARDER_CACHE", "none"));
                Subject unprotected =
                        Subject.start("Larder, unprotected", Commands.ofBenchmark(Unprotected.class), settings)) {
            List<Subject> all = List.of(bare, shared, memory, none, unprotected);
            all.forEach(subject -> load.hotKey(subject, WARM_UP));
            List.of(shared, unprotected).forEach(subject -> load.zipf(subject, WARM_UP, KEYS, 0));
            pair(
                    "hit from Valkey / bare Javalin",
                    () -> hotKey(shared),
                    () -> hotKey(bare),
                    "the way to Valkey and back: two more hand-overs between threads, and Valkey's own CPU on the same cores");
            pair(
                    "hit from memory / bare Javalin",
                    () -> hotKey(memory),
                    () -> hotKey(bare),
                    "HTTP: both spend their time in Jetty");
            pair(
                    "hit from Valkey / PostgreSQL by primary key",
                    () -> hotKey(shared),
                    () -> hotKey(none),
                    "a primary-key read on the same machine is as short a way as Valkey's; the gain is the database's CPU");
            pair(
                    "cold Zipf, protected from stampedes / not",
                    () -> cold(shared),
                    () -> cold(unprotected),
                    "nothing more for a miss that nobody shares: the reservation is made either way");
            report.run("warm Zipf", shared, load.zipf(shared, RUN, KEYS, 1));
            all.forEach(report::memory);
        }
    }

    /** In turns, the one directly after the other, so that a machine whose speed drifts slows down both. */
    private void pair(String name, Supplier<Load.Result> above, Supplier<Load.Result> below, String boundBy) {
        List<Load.Result> ones = new ArrayList<>();
        List<Load.Result> others = new ArrayList<>();
        for (int round = 0; round < PAIRS; round++) {
            if (round % 2 == 0) {
                ones.add(above.get());
                others.add(below.get());
            } else {
                others.add(below.get());
                ones.add(above.get());
            }
        }
        report.ratio(Ratios.of(name, boundBy, ones, others));
    }

    private Load.Result hotKey(Subject subject) {
        return report.run("hot key", subject, load.hotKey(subject, RUN));
    }

    private Load.Result cold(Subject subject) {
        ValkeyClient.say(valkey, "FLUSHALL");
        return report.run("cold Zipf", subject, load.zipf(subject, RUN, KEYS, 1));
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(settings);
        changed.put(name, value);
        return changed;
    }
}
