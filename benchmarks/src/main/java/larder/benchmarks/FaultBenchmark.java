package larder.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;

/**
 * What a request pays when Valkey breaks under load: until the breaker opens, and after. A request that finds no cache is
 * compared with one that never has any ({@code LARDER_CACHE=none}) in the same run. Ends with 1 if any request failed.
 */
final class FaultBenchmark {
    private static final int CALLERS = 4;
    private static final int USERS = 2_000;
    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final Duration BROKEN = Duration.ofSeconds(4);
    private static final Duration AFTER = Duration.ofSeconds(5);

    private FaultBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        boolean failed = false;
        try (PostgresServer postgres = PostgresServer.start()) {
            String database = postgres.freshDatabase();
            Sample.load(database);
            double uncached = uncached(database);
            System.out.printf(Locale.ROOT, "without any cache: median %.2f ms%n", uncached);
            for (Fault fault : Fault.values()) {
                failed |= measure(fault, database, uncached);
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private static double uncached(String database) throws InterruptedException {
        try (Subject subject = Subject.start(
                "Larder, no cache",
                Commands.larder(),
                Map.of("LARDER_DATABASE_URL", database, "LARDER_CACHE", "none"))) {
            // As long as the others have run when they break.
            warm(subject);
            warm(subject);
            Callers callers = Callers.start(CALLERS, subject, FaultBenchmark::anyUser);
            TimeUnit.NANOSECONDS.sleep(BROKEN.toNanos());
            return percentile(callers.stop(), 0.5);
        }
    }

    private static boolean measure(Fault fault, String database, double uncached) throws InterruptedException {
        Map<String, String> settings = new TreeMap<>(Map.of("LARDER_DATABASE_URL", database));
        try (ValkeyServer valkey = ValkeyServer.start(fault.arguments())) {
            settings.put("LARDER_VALKEY_URL", valkey.url());
            try (Subject subject = Subject.start("Larder, " + fault, Commands.larder(), settings)) {
                warm(subject);
                Callers callers = Callers.start(CALLERS, subject, FaultBenchmark::anyUser);
                TimeUnit.NANOSECONDS.sleep(BEFORE.toNanos());
                long broken = System.nanoTime();
                fault.inject(valkey);
                TimeUnit.NANOSECONDS.sleep(BROKEN.toNanos());
                long mended = System.nanoTime();
                fault.mend(valkey);
                TimeUnit.NANOSECONDS.sleep(AFTER.toNanos());
                List<Callers.Call> calls = callers.stop();
                return report(fault, calls, broken, mended, uncached);
            }
        }
    }

    private static boolean report(Fault fault, List<Callers.Call> calls, long broken, long mended, double uncached) {
        List<Callers.Call> during = calls.stream()
                .filter(call -> call.begun() - broken >= 0 && call.begun() - mended < 0)
                .toList();
        List<Callers.Call> opening = during.subList(0, Math.min(20, during.size()));
        List<Callers.Call> open = during.subList(opening.size(), during.size());
        long failures = calls.stream().filter(Callers.Call::failed).count();
        long shed = calls.stream().filter(Callers.Call::shed).count();
        System.out.printf(
                Locale.ROOT,
                "%-8s %,7d answers, %d failed, %d shed; the first 20 take %.1f ms more (median; the slowest %.1f),"
                        + " the %,d after them %.2f ms more (median; p99 %.1f)%n",
                fault,
                calls.size(),
                failures,
                shed,
                percentile(opening, 0.5) - uncached,
                percentile(opening, 1) - uncached,
                open.size(),
                percentile(open, 0.5) - uncached,
                percentile(open, 0.99) - uncached);
        return failures > 0;
    }

    private static void warm(Subject subject) throws InterruptedException {
        Callers callers = Callers.start(CALLERS, subject, FaultBenchmark::anyUser);
        TimeUnit.NANOSECONDS.sleep(BEFORE.toNanos());
        callers.stop();
    }

    private static int anyUser() {
        return 1 + ThreadLocalRandom.current().nextInt(USERS);
    }

    private static double percentile(List<Callers.Call> calls, double part) {
        List<Double> sorted =
                calls.stream().map(Callers.Call::milliseconds).sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(part * (sorted.size() - 1)));
    }

    /** A way in which Valkey breaks. */
    private enum Fault {
        KILLED {
            @Override
            void inject(ValkeyServer valkey) {
                valkey.kill();
            }

            @Override
            void mend(ValkeyServer valkey) {
                valkey.restart();
            }
        },
        STOPPED {
            @Override
            void inject(ValkeyServer valkey) {
                valkey.pause();
            }

            @Override
            void mend(ValkeyServer valkey) {
                valkey.resume();
            }
        },
        FULL {
            @Override
            void inject(ValkeyServer valkey) {
                ValkeyClient.say(valkey, "CONFIG SET maxmemory-policy noeviction");
                ValkeyClient.say(valkey, "CONFIG SET maxmemory 1");
            }

            @Override
            void mend(ValkeyServer valkey) {
                ValkeyClient.say(valkey, "CONFIG SET maxmemory 0");
            }
        },
        /** Restarted from a dump that takes its time to load: it answers LOADING meanwhile. */
        LOADING {
            @Override
            String[] arguments() {
                return new String[] {"--key-load-delay", "3000", "--loading-process-events-interval-bytes", "1024"};
            }

            @Override
            void inject(ValkeyServer valkey) {
                ValkeyClient.say(valkey, "SAVE");
                valkey.kill();
                Thread.ofVirtual().start(valkey::restart);
            }

            @Override
            void mend(ValkeyServer valkey) {}
        };

        /** What the server is started with. */
        String[] arguments() {
            return new String[0];
        }

        abstract void inject(ValkeyServer valkey);

        abstract void mend(ValkeyServer valkey);
    }
}
