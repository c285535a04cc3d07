package larder.adapter.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import larder.adapter.sql.generated.DefaultSchema;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;
import org.jooq.Table;

/** Looks at a database as it is before Larder uses it, over one connection, and changes nothing. */
final class Examination {
    /** PostgreSQL; and MySQL, whose number is that of a table, of a column and of a routine. */
    private static final Set<String> DENIED = Set.of("42501", "1142", "1143", "1370");

    private static final List<String> NAMES = List.of("database", "schema", "change log", "rights");

    private final Engine engine;
    private final SequencedMap<String, Health> found = new LinkedHashMap<>();

    private Examination(Engine engine) {
        this.engine = engine;
    }

    /** What was found, in the order in which it was asked: {@code database}, {@code schema}, {@code change log} and {@code rights}. */
    static SequencedMap<String, Health> of(SqlConfig config) {
        DatabaseUrl url = DatabaseUrl.parse(config.url());
        Examination examination = new Examination(url.engine());
        try (Connection connection =
                DriverManager.getConnection(url.jdbcUrl(), ConnectionPool.login(url, config.bounds()))) {
            examination.look(connection);
        } catch (SQLException failed) {
            examination.broke(failed);
        }
        return examination.found;
    }

    /** What was being looked at is what failed. MySQL denies a table that is not there, too, to who may read none. */
    private void broke(SQLException failed) {
        String name = NAMES.stream()
                .filter(each -> !found.containsKey(each))
                .findFirst()
                .orElse(NAMES.getLast());
        found.put(
                name,
                new Health(
                        State.DOWN,
                        isDenied(failed)
                                ? "the user may not look at it: GRANT rights on every table of the database"
                                : SqlFailures.sentence(failed)));
    }

    private void look(Connection connection) throws SQLException {
        Health server = ServerRelease.of(engine, connection);
        found.put("database", server);
        if (server.state() == State.DOWN) {
            return;
        }
        List<String> pending = pending(connection);
        if (pending.isEmpty()) {
            found.put("change log", recording(connection));
            found.put("rights", rights(connection));
        }
    }

    private List<String> pending(Connection connection) throws SQLException {
        List<String> expected = SchemaHistory.expected("larder/db/" + engine.scheme());
        List<String> seen = SchemaHistory.seen(connection, Scripts.SCHEMA_HISTORY);
        int ran = seen.size();
        if (ran > expected.size() || !expected.subList(0, ran).equals(seen)) {
            found.put(
                    "schema",
                    new Health(
                            State.DOWN,
                            "its history is not that of this release, or a script failed or was"
                                    + " altered: start the release that wrote it, or mend " + Scripts.SCHEMA_HISTORY));
            return expected;
        }
        List<String> pending = SchemaHistory.SCRIPTS.subList(ran, expected.size());
        found.put(
                "schema",
                pending.isEmpty()
                        ? new Health(State.UP, "all " + ran + " migrations have run")
                        : toCome(pending, connection));
        return pending;
    }

    private Health toCome(List<String> pending, Connection connection) throws SQLException {
        Optional<String> lacking = engine.lackingToMigrate(connection);
        return lacking.isPresent()
                ? new Health(State.DOWN, pending.size() + " migrations have not run, and " + lacking.get())
                : new Health(
                        State.UP,
                        pending.size() + " migrations have not run yet: a start runs them, from " + pending.getFirst()
                                + " on");
    }

    private Health recording(Connection connection) throws SQLException {
        return Recording.of(engine)
                .gap(connection)
                .map(gap -> new Health(State.DOWN, gap))
                .orElseGet(() -> new Health(
                        State.UP,
                        "every change is recorded, by " + (engine instanceof PostgreSqlEngine ? "statement" : "row")
                                + " triggers"));
    }

    /** A statement that is only explained changes nothing, fires no trigger, and takes the rights that it would take. */
    private static Health rights(Connection connection) throws SQLException {
        List<String> lacking = new ArrayList<>();
        for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            String name = table.getName();
            String column = table.fields()[0].getName();
            lacking.addAll(denied(connection, "SELECT on " + name, "SELECT * FROM " + name));
            lacking.addAll(denied(connection, "INSERT on " + name, "INSERT INTO " + name + " SELECT * FROM " + name));
            lacking.addAll(denied(
                    connection,
                    "UPDATE on " + name,
                    "UPDATE " + name + " SET " + column + " = " + column + " WHERE 1 = 0"));
            lacking.addAll(denied(connection, "DELETE on " + name, "DELETE FROM " + name + " WHERE 1 = 0"));
        }
        return lacking.isEmpty()
                ? new Health(State.UP, "the user may read and write every table")
                : new Health(State.DOWN, "the user lacks " + String.join(", ", lacking) + ": GRANT it");
    }

    private static List<String> denied(Connection connection, String right, String statement) throws SQLException {
        try (Statement explained = connection.createStatement()) {
            explained.execute("EXPLAIN " + statement);
            return List.of();
        } catch (SQLException refused) {
            if (isDenied(refused)) {
                return List.of(right);
            }
            throw refused;
        }
    }

    private static boolean isDenied(SQLException refused) {
        return DENIED.contains(String.valueOf(refused.getSQLState()))
                || DENIED.contains(Integer.toString(refused.getErrorCode()));
    }
}
