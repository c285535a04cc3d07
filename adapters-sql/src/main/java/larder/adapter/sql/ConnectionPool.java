package larder.adapter.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;

/** How the pools are set up: one for calls, one for the log of changes, and one that lives only while a migration runs. */
final class ConnectionPool {
    private static final int FEWEST_IDLE = 2;

    private ConnectionPool() {}

    /** The pool for calls. It fills itself in the background, and again whenever the database comes back. */
    static HikariDataSource forCalls(SqlConfig config) {
        HikariConfig pool = pool("larder-sql", config, config.bounds());
        pool.setMaximumPoolSize(config.poolSize());
        // To log in costs both sides CPU (thousands of rounds of SHA-256), which a start has better use for.
        pool.setMinimumIdle(Math.min(FEWEST_IDLE, config.poolSize()));
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(pool);
    }

    /** One connection for the log of changes, which must not wait behind anybody's load. It begins when it is needed. */
    static HikariDataSource forChanges(SqlConfig config) {
        HikariConfig pool = pool("larder-sql-changes", config, config.changesBounds());
        pool.setMaximumPoolSize(1);
        pool.setMinimumIdle(0);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(pool);
    }

    /** The pool for a migration: a connection for the lock, one for the history, one for the scripts. */
    static HikariDataSource forMigration(SqlConfig config) {
        HikariConfig pool = pool("larder-migration", config, config.migrationBounds());
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(0);
        return new HikariDataSource(pool);
    }

    private static HikariConfig pool(String name, SqlConfig config, Bounds bounds) {
        DatabaseUrl url = DatabaseUrl.parse(config.url());
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(url.jdbcUrl());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        pool.setDataSourceProperties(driver(url, bounds));
        pool.setConnectionTimeout(bounds.connection().toMillis());
        pool.setValidationTimeout(SqlConfig.ALIVE_WAIT.toMillis());
        // Never at the start: a database that is away is no reason not to begin.
        pool.setInitializationFailTimeout(-1);
        if (!url.engine().aliveQuery().isEmpty()) {
            pool.setConnectionTestQuery(url.engine().aliveQuery());
        }
        return pool;
    }

    /** What the driver needs for a connection outside of any pool. */
    static Properties login(DatabaseUrl url, Bounds bounds) {
        Properties login = driver(url, bounds);
        login.setProperty("user", url.user());
        login.setProperty("password", url.password());
        return login;
    }

    private static Properties driver(DatabaseUrl url, Bounds bounds) {
        Properties driver = new Properties();
        url.engine().tune(driver);
        url.parameters().forEach(driver::setProperty);
        url.engine().bound(bounds, driver);
        return driver;
    }
}
