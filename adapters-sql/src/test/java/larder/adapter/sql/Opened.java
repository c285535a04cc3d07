package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** What the tests do with databases again and again: wait for them, and look at what they leave behind. */
final class Opened {
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(15);

    private Opened() {}

    static SqlDatabase migrated(SqlConfig config) {
        SqlDatabase database = SqlDatabase.open(config);
        awaitMigrated(database);
        return database;
    }

    static void awaitMigrated(SqlDatabase database) {
        try {
            database.migrated().toCompletableFuture().get(60, TimeUnit.SECONDS);
            // Its last act is a first query, whose connection is not to be taken for a test's.
            awaitTrue(Duration.ofSeconds(20), () -> !database.migration().isRunning());
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("the database was not migrated", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    /** Polls the state of a real server; it has no way to tell. */
    static void awaitTrue(Duration within, BooleanSupplier state) {
        long end = System.nanoTime() + within.toNanos();
        while (!state.getAsBoolean()) {
            assertFalse(System.nanoTime() > end, "it did not come to pass within " + within);
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", stopped);
            }
        }
    }

    static void assertNoBusyConnection(SqlDatabase database) {
        assertEquals(
                0, database.pool().getHikariPoolMXBean().getActiveConnections(), "a connection was not given back");
    }

    /** Closes databases and sees that nothing of them goes on. No other may be open. */
    static void close(SqlDatabase... databases) {
        for (SqlDatabase database : databases) {
            assertTimeoutPreemptively(CLOSED_WITHIN, database::close);
            assertFalse(database.migration().isRunning(), "the migration goes on after close");
        }
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        List<String> left = threads();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            left = threads();
        }
        assertEquals(List.of(), left, "threads go on after close");
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith("larder-sql") || thread.startsWith("larder-migration"))
                .toList();
    }
}
