package larder.adapter.sql;

import java.util.function.Function;
import javax.sql.DataSource;
import larder.domain.port.RepositoryUnavailable;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** Statements on connections of the pool, whose failures are the port's. */
final class Queries {
    private final DSLContext jooq;

    Queries(DataSource pool, SQLDialect dialect, Migration migration) {
        jooq = DSL.using(new DefaultConfiguration()
                .set(new PooledConnections(pool, migration))
                .set(dialect)
                .set(new Settings()
                        .withExecuteLogging(false)
                        .withFetchWarnings(false)
                        .withRenderSchema(false)
                        // Few lengths of IN lists are few statements to prepare.
                        .withInListPadding(true)));
    }

    /**
     * Runs one statement that is committed when it returns.
     *
     * @throws RepositoryUnavailable if the database could not be asked or did not answer
     */
    <T> T ask(Function<DSLContext, T> statement) {
        try {
            return statement.apply(jooq);
        } catch (DataAccessException failed) {
            throw asPort(failed);
        }
    }

    /**
     * Runs statements that are committed together, or not at all when {@code work} throws.
     *
     * @throws RepositoryUnavailable if the database could not be asked or did not answer
     */
    <T> T inTransaction(Function<DSLContext, T> work) {
        // jOOQ asks for a connection again to roll back what never began; on one in hand it cannot wait twice.
        return ask(outside ->
                outside.connectionResult(connection -> DSL.using(connection, outside.dialect(), outside.settings())
                        .transactionResult(inside -> work.apply(inside.dsl()))));
    }

    private static RuntimeException asPort(DataAccessException failed) {
        return SqlFailures.unavailable(failed)
                ? new RepositoryUnavailable(SqlFailures.sentence(failed), failed)
                : failed;
    }
}
