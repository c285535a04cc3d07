package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.CACHE_CHANGE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import larder.domain.InvalidValue;
import larder.domain.port.Change;
import larder.domain.port.ChangeLog;
import larder.domain.port.RepositoryUnavailable;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code cache_change} of PostgreSQL or MySQL, which triggers fill. */
final class JooqChangeLog implements ChangeLog {
    private static final Logger LOG = LoggerFactory.getLogger(JooqChangeLog.class);
    private static final int MOST = 10_000;

    /** MySQL would look at every row of a short table, and wait for those that others are writing. PostgreSQL sees a remark. */
    private static final String DELETE = "DELETE /*+ INDEX(cache_change PRIMARY) */ FROM cache_change WHERE id IN ";

    private final Queries queries;
    private final Prepared<Statements> statements;

    JooqChangeLog(Queries queries, SQLDialect dialect, Recording recording) {
        this.queries = queries;
        statements = new Prepared<>(() -> Statements.of(dialect, recording));
    }

    @Override
    public int take(int most, Consumer<List<Change>> apply) {
        if (most < 1 || most > MOST) {
            throw new InvalidValue("changes are taken 1 to " + MOST + " at once");
        }
        return queries.inPlainTransaction(connection -> {
            List<Row> rows = next(connection, most);
            if (!rows.isEmpty()) {
                apply.accept(
                        rows.stream().map(Row::change).flatMap(Optional::stream).toList());
                delete(connection, rows);
            }
            return rows.size();
        });
    }

    private List<Row> next(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(statements.get().next())) {
            statement.setInt(1, most);
            try (ResultSet found = statement.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(Row.of(found));
                }
                return rows;
            }
        }
    }

    private static void delete(Connection connection, List<Row> rows) throws SQLException {
        String ids = rows.stream().map(row -> Long.toString(row.id())).collect(Collectors.joining(", ", "(", ")"));
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(DELETE + ids);
        }
    }

    @Override
    public Backlog backlog() {
        return queries.plainly(this::backlog);
    }

    private Backlog backlog(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(statements.get().backlog());
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? new Backlog(
                            OptionalLong.of(row.getLong(1)),
                            OptionalLong.of(row.getLong(2)),
                            Duration.of(Math.max(0, row.getLong(3)), ChronoUnit.MICROS))
                    : Backlog.NONE;
        }
    }

    @Override
    public Optional<String> deafness() {
        try {
            Heartbeat heartbeat = statements.get().heartbeat();
            return queries.plainly(heartbeat::isDue)
                    ? queries.inPlainTransaction(heartbeat::unrecorded)
                    : Optional.empty();
        } catch (RepositoryUnavailable failed) {
            if (SqlFailures.missingTable(failed)) {
                return Optional.of(
                        "changes are not recorded: there is no table cache_change, or no table cache_heartbeat;"
                                + " put it back as Larder's migration made it");
            }
            throw failed;
        }
    }

    /**
     * Asked so often, and waited for so eagerly, that they are written down once.
     *
     * @param backlog a log that is empty answers no row
     */
    private record Statements(String backlog, String next, Heartbeat heartbeat) {
        static Statements of(SQLDialect dialect, Recording recording) {
            String backlog = DSL.using(dialect)
                    .renderInlined(select(
                                    CACHE_CHANGE.ID,
                                    field(select(max(CACHE_CHANGE.ID)).from(CACHE_CHANGE)),
                                    recording.now().minus(CACHE_CHANGE.CHANGED_AT))
                            .from(CACHE_CHANGE)
                            .orderBy(CACHE_CHANGE.ID)
                            .limit(inline(1)));
            String next = DSL.using(dialect)
                    .render(select(
                                    CACHE_CHANGE.ID,
                                    CACHE_CHANGE.TABLE_NAME,
                                    CACHE_CHANGE.ROW_ID,
                                    CACHE_CHANGE.ROW_VERSION,
                                    CACHE_CHANGE.PART_BEFORE,
                                    CACHE_CHANGE.PART_AFTER)
                            .from(CACHE_CHANGE)
                            .orderBy(CACHE_CHANGE.ID)
                            .limit(param("most", Integer.class))
                            .forUpdate()
                            .skipLocked());
            return new Statements(backlog, next, new Heartbeat(recording, dialect));
        }
    }

    /** One row of the log; what is not told is null, as in the table. */
    private record Row(
            long id,
            String table,
            @Nullable String rowId,
            @Nullable Long version,
            @Nullable String partBefore,
            @Nullable String partAfter) {
        static Row of(ResultSet found) throws SQLException {
            return new Row(
                    found.getLong(1),
                    found.getString(2),
                    found.getString(3),
                    found.getObject(4, Long.class),
                    found.getString(5),
                    found.getString(6));
        }

        /** Triggers write only what can be read; but anybody may insert. */
        Optional<Change> change() {
            try {
                return Optional.of(
                        rowId == null
                                ? new Change.Whole(table)
                                : new Change.Row(
                                        table,
                                        rowId,
                                        version == null ? OptionalLong.empty() : OptionalLong.of(version),
                                        Optional.ofNullable(partBefore),
                                        Optional.ofNullable(partAfter)));
            } catch (InvalidValue refused) {
                LOG.warn(
                        "Row {} of cache_change names no table and is passed over; no trigger of Larder wrote it.",
                        id,
                        refused);
                return Optional.empty();
            }
        }
    }
}
