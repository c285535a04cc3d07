package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.CACHE_CHANGE;
import static larder.adapter.sql.generated.Tables.CACHE_HEARTBEAT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.param;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.SQLDialect;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/**
 * A row that is changed once a second, by whoever of the fleet comes first, to see that a change is recorded. A beat that finds
 * anything wrong does not count, so that the next process finds it as well.
 */
final class Heartbeat {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Condition OURS = CACHE_HEARTBEAT.ID.eq(inline(1));

    private final Recording recording;

    // Each process says these once a second for as long as it runs, so they are written down once.
    private final String last;
    private final String lastForUpdate;
    private final String beat;
    private final String recorded;
    private final String forget;

    Heartbeat(Recording recording, SQLDialect dialect) {
        this.recording = recording;
        DSLContext sql = DSL.using(dialect);
        SelectConditionStep<Record3<Long, Long, Long>> row = sql.select(
                        CACHE_HEARTBEAT.VERSION, CACHE_HEARTBEAT.BEATEN_AT, recording.now())
                .from(CACHE_HEARTBEAT)
                .where(OURS);
        last = sql.render(row);
        lastForUpdate = sql.render(row.forUpdate().skipLocked());
        beat = sql.render(sql.update(CACHE_HEARTBEAT)
                .set(CACHE_HEARTBEAT.BEATEN_AT, param("now", Long.class))
                .where(OURS));
        recorded = sql.render(sql.select(CACHE_CHANGE.ID)
                .from(CACHE_CHANGE)
                .where(CACHE_CHANGE.TABLE_NAME.eq(inline(CACHE_HEARTBEAT.getName())))
                .and(CACHE_CHANGE.ROW_VERSION.eq(param("version", Long.class)))
                .orderBy(CACHE_CHANGE.ID.desc())
                .limit(inline(1)));
        forget = sql.render(sql.deleteFrom(CACHE_CHANGE).where(CACHE_CHANGE.ID.eq(param("id", Long.class))));
    }

    /** Whether it is time to beat, or there is nothing that could. */
    boolean isDue(Connection connection) throws SQLException {
        return row(connection, last).map(Row::isDue).orElse(true);
    }

    /** Beats, if it is still time to. Answers a sentence when that, or anything else that should be, was not recorded. */
    Optional<String> unrecorded(Connection connection) throws SQLException {
        Optional<Row> row = row(connection, lastForUpdate);
        if (row.isEmpty()) {
            return row(connection, last).isPresent()
                    ? Optional.empty() // Another beats at this moment.
                    : Optional.of("the heartbeat has no row: put it back with"
                            + " INSERT INTO cache_heartbeat (id, beaten_at) VALUES (1, 0)");
        }
        if (!row.get().isDue()) {
            return Optional.empty();
        }
        Optional<String> gap = recording.gap(connection);
        return gap.isPresent()
                ? gap
                : beat(connection, row.get().version() + 1, row.get().now());
    }

    private Optional<String> beat(Connection connection, long version, long now) throws SQLException {
        execute(connection, beat, now);
        Optional<Long> id = recordOf(connection, version);
        if (id.isEmpty()) {
            execute(connection, beat, 0);
            return Optional.of("the database does not record changes: one of cache_heartbeat is not in cache_change;"
                    + " see that its triggers are those of Larder's migration");
        }
        // It is of no use to who takes changes, and goes with the commit that would have shown it.
        execute(connection, forget, id.get());
        return Optional.empty();
    }

    private static void execute(Connection connection, String sql, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, value);
            statement.executeUpdate();
        }
    }

    private Optional<Long> recordOf(Connection connection, long version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(recorded)) {
            statement.setLong(1, version);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
            }
        }
    }

    private static Optional<Row> row(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            return found.next()
                    ? Optional.of(new Row(found.getLong(1), found.getLong(2), found.getLong(3)))
                    : Optional.empty();
        }
    }

    private record Row(long version, long beatenAt, long now) {
        /** A clock that was set back must not stop it. */
        boolean isDue() {
            return Math.abs(now - beatenAt) >= EVERY.toNanos() / 1000;
        }
    }
}
