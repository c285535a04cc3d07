package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.CACHE_CHANGE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import larder.domain.InvalidValue;
import larder.domain.port.Change;
import larder.domain.port.ChangeLog;
import larder.domain.port.RepositoryUnavailable;
import org.jooq.Record;
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
    private static final String DELETE = "DELETE /*+ INDEX(cache_change PRIMARY) */ FROM cache_change WHERE {0}";

    private final Queries queries;
    private final Heartbeat heartbeat;

    /** Asked so often that it is written down once. A log that is empty answers no row. */
    private final String backlog;

    JooqChangeLog(Queries queries, SQLDialect dialect, Recording recording) {
        this.queries = queries;
        heartbeat = new Heartbeat(recording, dialect);
        backlog = DSL.using(dialect)
                .renderInlined(select(
                                CACHE_CHANGE.ID,
                                field(select(max(CACHE_CHANGE.ID)).from(CACHE_CHANGE)),
                                recording.now().minus(CACHE_CHANGE.CHANGED_AT))
                        .from(CACHE_CHANGE)
                        .orderBy(CACHE_CHANGE.ID)
                        .limit(inline(1)));
    }

    @Override
    public int take(int most, Consumer<List<Change>> apply) {
        if (most < 1 || most > MOST) {
            throw new InvalidValue("changes are taken 1 to " + MOST + " at once");
        }
        return queries.inTransaction(sql -> {
            List<? extends Record> rows = sql.selectFrom(CACHE_CHANGE)
                    .orderBy(CACHE_CHANGE.ID)
                    .limit(most)
                    .forUpdate()
                    .skipLocked()
                    .fetch();
            if (!rows.isEmpty()) {
                apply.accept(rows.stream()
                        .map(JooqChangeLog::change)
                        .flatMap(Optional::stream)
                        .toList());
                sql.query(
                                DELETE,
                                CACHE_CHANGE.ID.in(rows.stream()
                                        .map(row -> row.get(CACHE_CHANGE.ID))
                                        .toList()))
                        .execute();
            }
            return rows.size();
        });
    }

    /** Triggers write only what can be read; but anybody may insert. */
    private static Optional<Change> change(Record row) {
        String table = row.get(CACHE_CHANGE.TABLE_NAME);
        Optional<String> id = Optional.ofNullable(row.get(CACHE_CHANGE.ROW_ID));
        try {
            return Optional.of(
                    id.isEmpty()
                            ? new Change.Whole(table)
                            : new Change.Row(
                                    table,
                                    id.get(),
                                    version(row.get(CACHE_CHANGE.ROW_VERSION)),
                                    Optional.ofNullable(row.get(CACHE_CHANGE.PART_BEFORE)),
                                    Optional.ofNullable(row.get(CACHE_CHANGE.PART_AFTER))));
        } catch (InvalidValue refused) {
            LOG.warn(
                    "Row {} of cache_change names no table and is passed over; no trigger of Larder wrote it.",
                    row.get(CACHE_CHANGE.ID),
                    refused);
            return Optional.empty();
        }
    }

    private static OptionalLong version(@Nullable Long told) {
        return told == null ? OptionalLong.empty() : OptionalLong.of(told);
    }

    @Override
    public Backlog backlog() {
        return queries.plainly(this::backlog);
    }

    private Backlog backlog(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(backlog);
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
            return queries.plainly(heartbeat::isDue)
                    ? queries.inTransaction(sql -> sql.connectionResult(heartbeat::unrecorded))
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
}
