package larder.adapter.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import larder.domain.port.Query;
import larder.domain.port.RepositoryUnavailable;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** Statements on connections of the pool, whose failures are the port's. */
final class Queries {
    /** How often work is done that the database rolled back for another's sake, and the longest pause between. */
    private static final int TRIES = 5;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    private final PooledConnections connections;
    private final Prepared<DSLContext> jooq;

    Queries(DataSource pool, SQLDialect dialect, Migration migration) {
        connections = new PooledConnections(pool, migration);
        jooq = new Prepared<>(() -> DSL.using(new DefaultConfiguration()
                .set(connections)
                .set(dialect)
                .set(new Settings()
                        .withExecuteLogging(false)
                        .withFetchWarnings(false)
                        .withRenderSchema(false)
                        // Few lengths of IN lists are few statements to prepare.
                        .withInListPadding(true))));
    }

    /**
     * Runs one statement that is committed when it returns. It is run again when the database rolled it back to resolve a
     * deadlock.
     *
     * @throws RepositoryUnavailable if the database could not be asked or did not answer
     */
    <T> T ask(Function<DSLContext, T> statement) {
        try {
            return again(() -> statement.apply(jooq.get()));
        } catch (DataAccessException failed) {
            throw asPort(failed);
        }
    }

    private static <T> T again(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (DataAccessException failed) {
                if (tries == TRIES || !SqlFailures.rolledBack(failed)) {
                    throw failed;
                }
                letOthersPass(failed);
            }
        }
    }

    /** For a random time, so that those who were in each other's way do not meet again. */
    private static void letOthersPass(DataAccessException failed) {
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw asPort(failed);
        }
    }

    /**
     * Runs statements that are committed together, or not at all when {@code work} throws. The work is done again when the
     * database rolled it back to resolve a deadlock.
     *
     * @throws RepositoryUnavailable if the database could not be asked or did not answer
     */
    <T> T inTransaction(Function<DSLContext, T> work) {
        // jOOQ asks for a connection again to roll back what never began; on one in hand it cannot wait twice.
        return ask(outside ->
                outside.connectionResult(connection -> DSL.using(connection, outside.dialect(), outside.settings())
                        .transactionResult(inside -> work.apply(inside.dsl()))));
    }

    /**
     * Asks without jOOQ, for what is asked so often, or waited for so eagerly, that its CPU counts.
     *
     * @throws RepositoryUnavailable if the database could not be asked or did not answer
     */
    <T> T plainly(Plain<T> statement) {
        try {
            return onConnection(statement);
        } catch (DataAccessException failed) {
            throw asPort(failed);
        }
    }

    /**
     * The same for statements that are committed together, or not at all when {@code work} throws.
     *
     * @throws RepositoryUnavailable if the database could not be asked or did not answer
     */
    <T> T inPlainTransaction(Plain<T> work) {
        try {
            return again(() -> onConnection(connection -> {
                // The pool puts it back, and rolls back what was not committed.
                connection.setAutoCommit(false);
                T result = work.on(connection);
                connection.commit();
                return result;
            }));
        } catch (DataAccessException failed) {
            throw asPort(failed);
        }
    }

    private <T> T onConnection(Plain<T> work) {
        Connection connection = connections.acquire();
        try {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new DataAccessException("a plain statement failed", failed);
        } finally {
            connections.release(connection);
        }
    }

    /** What is asked on a connection that goes back to its pool. */
    interface Plain<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A query of which is known what it depends on before it is asked. */
    <R extends Record, V> Query<List<V>> query(Function<DSLContext, Select<R>> select, RecordMapper<R, V> row) {
        QueryParts parts = QueryParts.of(jooq.get().configuration(), select.apply(jooq.get()));
        return new Query<>(
                parts.fingerprint(),
                parts.tables(),
                () -> ask(sql -> select.apply(sql).fetch(row)));
    }

    private static RuntimeException asPort(DataAccessException failed) {
        return SqlFailures.unavailable(failed)
                ? new RepositoryUnavailable(SqlFailures.sentence(failed), failed)
                : failed;
    }
}
