package larder.adapter.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import larder.contracts.DirectTransaction;

/** A transaction as an operator types it. */
final class Typed implements DirectTransaction {
    private final Connection connection;

    private Typed(Connection connection) {
        this.connection = connection;
    }

    static Typed begin(String url) {
        try {
            Connection connection = Direct.connect(url);
            connection.setAutoCommit(false);
            return new Typed(connection);
        } catch (SQLException failed) {
            throw new AssertionError("direct SQL failed", failed);
        }
    }

    @Override
    public Typed execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException failed) {
            throw new AssertionError("direct SQL failed: " + sql, failed);
        }
    }

    @Override
    public void commit() {
        try (connection) {
            connection.commit();
        } catch (SQLException failed) {
            throw new AssertionError("direct SQL failed", failed);
        }
    }

    @Override
    public void rollBack() {
        try (connection) {
            connection.rollback();
        } catch (SQLException failed) {
            throw new AssertionError("direct SQL failed", failed);
        }
    }
}
