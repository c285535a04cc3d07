package larder.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;

/**
 * What it costs a database to record its changes: updates of single rows by eight connections, of a table that is watched
 * in proportion to those of its copy that is not.
 * {@code benchmarks/run writes} starts it.
 */
final class WriteBenchmark {
    private static final int PAIRS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration RUN = Duration.ofSeconds(3);
    private static final Path REPORT = Path.of("benchmarks", "target", "writes.json");

    private final Map<String, Object> report = new LinkedHashMap<>();
    private final List<Ratios> ratios = new ArrayList<>();

    public static void main(String[] args) {
        WriteBenchmark benchmark = new WriteBenchmark();
        try (PostgresServer postgres = PostgresServer.start()) {
            benchmark.measure("PostgreSQL", postgres, "CREATE TABLE unwatched (LIKE users INCLUDING ALL)");
        }
        try (MySqlServer mysql = MySqlServer.start()) {
            benchmark.measure("MySQL", mysql, "CREATE TABLE unwatched LIKE users");
        }
        benchmark.write();
    }

    private void measure(String make, SqlServer server, String copy) {
        String url = server.freshDatabase();
        try (SqlDatabase database = SqlDatabase.open(SqlConfig.of(url))) {
            database.migrated().toCompletableFuture().get(60, TimeUnit.SECONDS);
            Updates updates = new Updates(url);
            updates.prepare(copy);
            updates.run("unwatched", WARM_UP);
            updates.run("users", WARM_UP);
            pair(make + ": recorded / not", () -> updates.run("users", RUN), updates);
            pair(make + ": recorded and taken meanwhile / not", () -> taken(updates, database), updates);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Load.Result taken(Updates updates, SqlDatabase database) {
        try (Taker _ = Taker.start(database.changes())) {
            return updates.run("users", RUN);
        }
    }

    /** In turns, the one directly after the other, so that a machine whose speed drifts slows down both. */
    private void pair(String name, Supplier<Load.Result> above, Updates updates) {
        List<Load.Result> ones = new ArrayList<>();
        List<Load.Result> others = new ArrayList<>();
        for (int round = 0; round < PAIRS; round++) {
            if (round % 2 == 0) {
                ones.add(above.get());
                others.add(updates.run("unwatched", RUN));
            } else {
                others.add(updates.run("unwatched", RUN));
                ones.add(above.get());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-56s %,9.0f /s of %,9.0f /s%n",
                    name,
                    ones.getLast().rate(),
                    others.getLast().rate());
        }
        Ratios ratio = Ratios.of(
                name, "the database's CPU: it runs two triggers and writes a second row with its index", ones, others);
        ratios.add(ratio);
        report.put(name + ", updates a second", Map.of("above", rates(ones), "below", rates(others)));
        System.out.printf("%s%n    bound by: %s%n", ratio, ratio.boundBy());
    }

    private static List<Double> rates(List<Load.Result> results) {
        return results.stream().map(Load.Result::rate).toList();
    }

    private void write() {
        report.put("ratios", ratios);
        try {
            Files.createDirectories(REPORT.getParent());
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValue(REPORT.toFile(), report);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        System.out.println("written: " + REPORT);
    }
}
