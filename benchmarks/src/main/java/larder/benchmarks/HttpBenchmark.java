package larder.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final int ROUNDS = 3;
    private static final int KEYS = 100_000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration RUN = Duration.ofSeconds(6);
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
        for (int round = 0; round < ROUNDS; round++) {
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
                Subject unlocked =
                        Subject.start("Larder, no load lock", Commands.ofBenchmark(WithoutLock.class), settings)) {
            List<Subject> all = List.of(bare, shared, memory, none, unlocked);
            all.forEach(subject -> load.hotKey(subject, WARM_UP));
            List.of(shared, unlocked).forEach(subject -> load.zipf(subject, WARM_UP, KEYS, 0));
            for (int round = 1; round <= ROUNDS; round++) {
                List.of(bare, shared, memory, none)
                        .forEach(subject -> report.run("hot key", subject, load.hotKey(subject, RUN)));
                cold(round % 2 == 0 ? List.of(shared, unlocked) : List.of(unlocked, shared), round);
                report.run("warm Zipf", shared, load.zipf(shared, RUN, KEYS, round));
            }
            all.forEach(report::memory);
        }
        report.ratio(
                "hit from Valkey / bare Javalin",
                "hot key, Larder, Valkey",
                "hot key, bare Javalin",
                "the way to Valkey and back: two more hand-overs between threads, and Valkey's own CPU on the same cores");
        report.ratio(
                "hit from memory / bare Javalin",
                "hot key, Larder, memory",
                "hot key, bare Javalin",
                "HTTP: both spend their time in Jetty");
        report.ratio(
                "cold Zipf, load lock / no load lock",
                "cold Zipf, Larder, Valkey",
                "cold Zipf, Larder, no load lock",
                "two round trips more for each miss");
        report.ratio(
                "hit from Valkey / PostgreSQL by primary key",
                "hot key, Larder, Valkey",
                "hot key, Larder, no cache",
                "a primary-key read on the same machine is as short a way as Valkey's; the gain is the database's CPU");
    }

    /** The one that goes first changes from round to round, as it leaves the database's pages warm for the other. */
    private void cold(List<Subject> order, int round) {
        for (Subject subject : order) {
            ValkeyClient.say(valkey, "FLUSHALL");
            report.run("cold Zipf", subject, load.zipf(subject, RUN, KEYS, round));
        }
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(settings);
        changed.put(name, value);
        return changed;
    }
}
