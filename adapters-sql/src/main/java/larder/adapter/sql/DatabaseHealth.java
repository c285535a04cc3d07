package larder.adapter.sql;

import larder.domain.port.HealthCheck;
import larder.domain.port.RepositoryUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database is migrated and answers now. Bounded as a read is. */
final class DatabaseHealth implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

    private final Queries queries;

    DatabaseHealth(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Health check() {
        try {
            queries.ask(sql -> sql.selectOne().fetchSingle());
            return new Health(State.UP, "it answers");
        } catch (RepositoryUnavailable away) {
            return new Health(State.DOWN, sentence(away));
        } catch (RuntimeException unforeseen) {
            LOG.error("The database refused a plain question; its configuration needs a look.", unforeseen);
            return new Health(State.DOWN, "it refused a plain question; the log says why");
        }
    }

    private static String sentence(RepositoryUnavailable away) {
        String message = away.getMessage();
        return message == null ? "it cannot be used" : message;
    }
}
