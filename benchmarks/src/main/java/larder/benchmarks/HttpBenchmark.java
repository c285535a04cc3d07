package larder.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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
    private static final String USER = "/users/101";
    private static final String DIRECTORY = "/employees";
    private static final String COUNT = "/orders/count";
    private static final Path BODY = Path.of("benchmarks", "target", "directory.json");
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
            Sample.load(database);
            Load load = new Load(SystemPackage.binary("wrk", "wrk"));
            HttpBenchmark benchmark = new HttpBenchmark(load, valkey, database);
            benchmark.start();
            benchmark.throughput();
            benchmark.report.write(REPORT);
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
        try (Subject shared = Subject.start("Larder, Valkey", Commands.larder(), settings);
                Subject bare = Subject.start("bare Javalin", Commands.ofBenchmark(BareJavalin.class), bare(shared));
                Subject memory = Subject.start("Larder, memory", Commands.larder(), with("LARDER_CACHE", "memory"));
                Subject none = Subject.start("Larder, no cache", Commands.larder(), with("LARDER_CACHE", "none"));
                Subject unprotected =
                        Subject.start("Larder, unprotected", Commands.ofBenchmark(Unprotected.class), settings)) {
            List<Subject> all = List.of(bare, shared, memory, none, unprotected);
            all.forEach(subject -> load.path(USER, subject, WARM_UP));
            users(shared, bare, memory, none);
            pair(
                    "hit from Valkey, changes followed and copies kept / not",
                    () -> run(USER, shared),
                    () -> run(USER, unprotected),
                    "the relay and the feed of news ask meanwhile, and each answer works out its bound");
            List.of(shared, unprotected).forEach(subject -> load.zipf(subject, WARM_UP, KEYS, 0));
            pair(
                    "cold Zipf, protected from stampedes / not",
                    () -> cold(shared),
                    () -> cold(unprotected),
                    "nothing more for a miss that nobody shares: the reservation is made either way");
            report.run("warm Zipf", shared, load.zipf(shared, RUN, KEYS, 1));
            all.forEach(report::memory);
            directory(shared, unprotected, bare);
            counts(shared);
        }
    }

    private void users(Subject shared, Subject bare, Subject memory, Subject none) {
        pair(
                "hit from Valkey / bare Javalin",
                () -> run(USER, shared),
                () -> run(USER, bare),
                "the way to Valkey and back: two more hand-overs between threads, and Valkey's own CPU on the same cores");
        pair(
                "hit from memory / bare Javalin",
                () -> run(USER, memory),
                () -> run(USER, bare),
                "HTTP: both spend their time in Jetty");
        pair(
                "hit from Valkey / PostgreSQL by primary key",
                () -> run(USER, shared),
                () -> run(USER, none),
                "a primary-key read on the same machine is as short a way as Valkey's; the gain is the database's CPU");
    }

    private void directory(Subject shared, Subject withoutCopies, Subject bare) {
        List.of(shared, withoutCopies, bare).forEach(subject -> load.path(DIRECTORY, subject, WARM_UP.dividedBy(2)));
        pair(
                "directory of 5,005, a copy kept in the process / bare Javalin, same bytes",
                () -> run(DIRECTORY, shared),
                () -> run(DIRECTORY, bare),
                "the bytes: they are written to the client's socket");
        pair(
                "directory of 5,005 from Valkey each time / bare Javalin, same bytes",
                () -> run(DIRECTORY, withoutCopies),
                () -> run(DIRECTORY, bare),
                "the bytes: they are copied from Valkey's socket and checked once, then written to the client's");
    }

    private void counts(Subject shared) {
        Subject.Question question = new Subject.Question(COUNT, settings);
        try (Subject uncached = Subject.start("uncached", Commands.ofBenchmark(Uncached.class), question)) {
            List.of(shared, uncached).forEach(subject -> load.path(COUNT, subject, WARM_UP.dividedBy(2)));
            pair(
                    "count of orders, from Valkey / each asks PostgreSQL",
                    () -> run(COUNT, shared),
                    () -> run(COUNT, uncached),
                    "how long PostgreSQL counts 12,000 rows");
        }
    }

    /** The settings of the ceiling: it sends the bytes that a Larder sends. */
    private Map<String, String> bare(Subject larder) {
        larder.save(DIRECTORY, BODY);
        return with(BareJavalin.BODY, BODY.toString());
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

    private Load.Result run(String path, Subject subject) {
        return report.run(path, subject, load.path(path, subject, RUN));
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
