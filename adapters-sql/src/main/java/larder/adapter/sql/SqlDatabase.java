package larder.adapter.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;
import larder.domain.port.AccountRepository;
import larder.domain.port.ChangeLog;
import larder.domain.port.HealthCheck;
import larder.domain.port.OrderRepository;
import larder.domain.port.ProductRepository;
import larder.domain.port.ReportRepository;
import larder.domain.port.StaffRepository;
import larder.domain.port.UserRepository;
import larder.domain.port.ViewRepository;
import larder.domain.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database with everything that Larder keeps in it. It is opened without being asked anything, migrates itself in the
 * background, and mends itself when it was away; until it is migrated its repositories are unavailable.
 */
public final class SqlDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDatabase.class);

    private final HikariDataSource pool;
    private final HikariDataSource changesPool;
    private final Migration migration;
    private final UserRepository users;
    private final OrderRepository orders;
    private final StaffRepository staff;
    private final ProductRepository products;
    private final AccountRepository accounts;
    private final ViewRepository views;
    private final ReportRepository reports;
    private final ChangeLog changes;
    private final HealthCheck health;

    private SqlDatabase(SqlConfig config) {
        migration = new Migration(config);
        pool = ConnectionPool.forCalls(config);
        changesPool = ConnectionPool.forChanges(config);
        Engine engine = DatabaseUrl.parse(config.url()).engine();
        Queries queries = new Queries(pool, engine.dialect(), migration);
        users = new JooqUserRepository(queries);
        orders = new JooqOrderRepository(queries);
        staff = new JooqStaffRepository(queries);
        products = new JooqProductRepository(queries);
        accounts = new JooqAccountRepository(queries);
        views = new JooqViewRepository(queries);
        reports = new JooqReportRepository(queries);
        changes = new JooqChangeLog(
                new Queries(changesPool, engine.dialect(), migration), engine.dialect(), Recording.of(engine));
        health = new DatabaseHealth(queries);
    }

    /** Opens a database without waiting for it: what is wrong with it, {@link #health()} says. */
    public static SqlDatabase open(SqlConfig config) {
        SqlDatabase database = new SqlDatabase(config);
        database.warmUpOnceMigrated();
        database.migration.start();
        return database;
    }

    /**
     * Looks at a database for a person, within some seconds, and changes nothing: what is found, by what was looked at, in order.
     */
    public static SequencedMap<String, HealthCheck.Health> examine(SqlConfig config) {
        return Examination.of(config);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for it, and it logs its own failure.
    private void warmUpOnceMigrated() {
        migrated().thenRun(this::warmUp);
    }

    /** The first query loads most of jOOQ, which takes a good part of a second: better here than in a request. */
    private void warmUp() {
        try {
            users.findAll(List.of(new UserId(1)));
            LOG.debug("The first query ran.");
        } catch (RuntimeException failed) {
            LOG.info("The first query failed; if others fail too, the health check says what is wrong.", failed);
        }
    }

    public UserRepository users() {
        return users;
    }

    public OrderRepository orders() {
        return orders;
    }

    public StaffRepository staff() {
        return staff;
    }

    public ProductRepository products() {
        return products;
    }

    public AccountRepository accounts() {
        return accounts;
    }

    public ViewRepository views() {
        return views;
    }

    public ReportRepository reports() {
        return reports;
    }

    /** What was changed and not yet taken. On a connection of its own: who takes and asks at once waits for himself. */
    public ChangeLog changes() {
        return changes;
    }

    /** The health of {@code database}: down until it is migrated, and while it does not answer. */
    public HealthCheck health() {
        return health;
    }

    /** Ends when the database is migrated; fails when it cannot be, or is closed before. It has no bound of its own. */
    public CompletionStage<Void> migrated() {
        return migration.migrated();
    }

    /** Stops the migration, cuts the connections and waits for both, for some seconds at most. */
    @Override
    public void close() {
        migration.close();
        changesPool.close();
        pool.close();
    }

    HikariDataSource pool() {
        return pool;
    }

    Migration migration() {
        return migration;
    }
}
