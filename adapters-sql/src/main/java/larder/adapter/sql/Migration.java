package larder.adapter.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import larder.domain.port.RepositoryNotReady;
import larder.domain.port.RepositoryUnavailable;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database to the schema of this release, in the background, and tries again until it has: Larder starts
 * while its database is away. A migration that can never succeed is said once and not tried again.
 */
final class Migration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final SqlConfig config;
    private final Thread thread;
    private final CompletableFuture<Void> migrated = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable HikariDataSource pool;
    private volatile Progress progress = Progress.Pending.UNDER_WAY;
    private boolean reached;

    Migration(SqlConfig config) {
        this.config = config;
        thread = Thread.ofVirtual().name("larder-migration").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Progress progress() {
        return progress;
    }

    /** Passes once the database is migrated. */
    void requireDone() {
        switch (progress) {
            case Progress.Done done -> {}
            case Progress.Away(String why, Throwable cause) ->
                throw new RepositoryUnavailable("the database cannot be asked: " + why, cause);
            case Progress.Pending(String why, Throwable cause) ->
                throw new RepositoryNotReady("the database cannot be asked: " + why, cause);
            case Progress.Hopeless(String why, Throwable cause) ->
                throw new RepositoryNotReady("the database cannot be asked: " + why, cause);
        }
    }

    /** Ends when the database is migrated, or when it never will be. */
    CompletionStage<Void> migrated() {
        return migrated.minimalCompletionStage();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Cuts the connections of a migration that runs, and waits for it. Never by an interrupt: the pool's own close ends at one. */
    @Override
    public void close() {
        closed.countDown();
        HikariDataSource inUse = pool;
        if (inUse != null) {
            inUse.close();
        }
        try {
            if (!thread.join(CLOSING)) {
                LOG.warn("The migration did not stop within {}; it ends with its connection.", CLOSING);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        migrated.completeExceptionally(new IllegalStateException("the database was closed before it was migrated"));
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        boolean doubted = false;
        do {
            try {
                attempt();
                return;
            } catch (RuntimeException failed) {
                if (isClosed()) {
                    return;
                }
                boolean hopeless = hopeless(failed);
                if (hopeless && doubted) {
                    giveUp(failed);
                    return;
                }
                // What looks hopeless once may be another instance, half way through the same migration.
                doubted = hopeless;
                report(failed);
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        } while (!closesWithin(pause));
    }

    private void attempt() {
        try (HikariDataSource connections = ConnectionPool.forMigration(config)) {
            pool = connections;
            if (isClosed()) {
                return;
            }
            reach(connections);
            Scripts.run(config, connections);
        }
        progress = new Progress.Done();
        LOG.info("The database is migrated.");
        migrated.complete(null);
    }

    /** A database that is away is told from one that is there and not migrated: the one changes for nobody, the other may. */
    private void reach(HikariDataSource connections) {
        reached = false;
        try (Connection _ = connections.getConnection()) {
            reached = true;
        } catch (SQLException none) {
            throw new FlywayException("no connection to the database", none);
        }
        if (progress instanceof Progress.Away) {
            progress = Progress.Pending.UNDER_WAY;
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean hopeless(RuntimeException failed) {
        return failed instanceof UnrecordableSchema
                || (failed instanceof FlywayException && !SqlFailures.unavailable(failed));
    }

    private void giveUp(RuntimeException failed) {
        String why = (failed instanceof UnrecordableSchema refused
                        ? refused.getMessage()
                        : "its migration cannot succeed; the log says why")
                + ". Mend it, then start Larder again";
        LOG.error(
                "The database cannot be migrated, and will not be tried again. Mend it, then start Larder again.",
                failed);
        progress = new Progress.Hopeless(why, failed);
        migrated.completeExceptionally(failed);
    }

    private void report(RuntimeException failed) {
        String why = "it is not migrated yet: " + SqlFailures.sentence(failed);
        if (!why.equals(progress.why())) {
            // What the database's operator can mend is said in the sentence; a trace would hide it.
            if (SqlFailures.unavailable(failed)) {
                LOG.warn("The database is not migrated yet, and Larder tries again by itself: {}", why);
                LOG.debug("This is how the database failed; the line before says what to do.", failed);
            } else {
                LOG.warn("The database is not migrated yet, and Larder tries again by itself: {}", why, failed);
            }
        }
        progress = reached ? new Progress.Pending(why, failed) : new Progress.Away(why, failed);
    }

    /** How far the migration is. */
    sealed interface Progress {
        /** A sentence for an operator that goes on after "the database cannot be asked:". */
        String why();

        /** It was not reached by the last attempt. */
        record Away(String why, Throwable cause) implements Progress {}

        record Pending(String why, Throwable cause) implements Progress {
            static final Pending UNDER_WAY =
                    new Pending("it is not migrated yet", new IllegalStateException("the migration is under way"));
        }

        record Done() implements Progress {
            @Override
            public String why() {
                return "it can be asked";
            }
        }

        record Hopeless(String why, Throwable cause) implements Progress {}
    }
}
