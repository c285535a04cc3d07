package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.CACHE_CHANGE;
import static larder.adapter.sql.generated.Tables.CACHE_HEARTBEAT;
import static org.jooq.impl.DSL.inline;

import java.time.Duration;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;

/** A row that is changed once a second, by whoever of the fleet comes first, to see that a change is recorded. */
final class Heartbeat {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Condition OURS = CACHE_HEARTBEAT.ID.eq(inline(1));

    private final Recording recording;

    Heartbeat(Recording recording) {
        this.recording = recording;
    }

    /** Beats, if it is time to. Answers a sentence when that was not recorded; then the beat does not count. */
    Optional<String> unrecorded(DSLContext sql) {
        Optional<Record3<Long, Long, Long>> last = sql.select(
                        CACHE_HEARTBEAT.VERSION, CACHE_HEARTBEAT.BEATEN_AT, recording.now())
                .from(CACHE_HEARTBEAT)
                .where(OURS)
                .forUpdate()
                .skipLocked()
                .fetchOptional();
        if (last.isEmpty()) {
            return sql.fetchExists(CACHE_HEARTBEAT, OURS)
                    ? Optional.empty() // Another beats at this moment.
                    : Optional.of("the heartbeat has no row: put it back with"
                            + " INSERT INTO cache_heartbeat (id, beaten_at) VALUES (1, 0)");
        }
        long now = last.get().value3();
        // A clock that was set back must not stop it.
        boolean due = Math.abs(now - last.get().value2()) >= EVERY.toNanos() / 1000;
        return due ? beat(sql, last.get().value1() + 1, now) : Optional.empty();
    }

    private static Optional<String> beat(DSLContext sql, long version, long now) {
        beatenAt(sql, now);
        Optional<Long> recorded = sql.select(CACHE_CHANGE.ID)
                .from(CACHE_CHANGE)
                .where(CACHE_CHANGE.TABLE_NAME.eq(CACHE_HEARTBEAT.getName()))
                .and(CACHE_CHANGE.ROW_VERSION.eq(version))
                .orderBy(CACHE_CHANGE.ID.desc())
                .limit(inline(1))
                .fetchOptional(CACHE_CHANGE.ID);
        if (recorded.isEmpty()) {
            beatenAt(sql, 0);
            return Optional.of("the database does not record changes: one of cache_heartbeat is not in cache_change;"
                    + " see that its triggers are those of Larder's migration");
        }
        // It is of no use to who takes changes, and goes with the commit that would have shown it.
        sql.deleteFrom(CACHE_CHANGE).where(CACHE_CHANGE.ID.eq(recorded.get())).execute();
        return Optional.empty();
    }

    private static void beatenAt(DSLContext sql, long when) {
        sql.update(CACHE_HEARTBEAT)
                .set(CACHE_HEARTBEAT.BEATEN_AT, when)
                .where(OURS)
                .execute();
    }
}
