package larder.adapter.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import larder.domain.port.RepositoryUnavailable;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/** Connections of the pool, handed out once the database is migrated. */
final class PooledConnections implements ConnectionProvider {
    private final DataSource pool;
    private final Migration migration;

    PooledConnections(DataSource pool, Migration migration) {
        this.pool = pool;
        this.migration = migration;
    }

    @Override
    public Connection acquire() {
        migration.requireDone();
        try {
            return pool.getConnection();
        } catch (SQLException none) {
            throw new RepositoryUnavailable("no connection to the database was free in time", none);
        }
    }

    @Override
    public void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new DataAccessException("a connection could not be given back", failed);
        }
    }
}
