package larder.coherence.load;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import larder.coherence.fleet.DirectSql;
import larder.coherence.fleet.Timeline;
import larder.coherence.fleet.ValkeyCommands;
import larder.coherence.history.KeyHistory.Kind;
import larder.coherence.history.Origin;
import larder.coherence.history.Write;
import larder.coherence.history.Write.Outcome;
import larder.coherence.history.Write.State;
import larder.coherence.load.Client.Request;

/**
 * The one writer of some rows. What became of a write whose answer was lost it asks the database, but only when that write can
 * no longer come late; until then it leaves the row alone.
 */
final class RowWriter implements Actor {
    /** Longer than any fault, and any statement's timeout. */
    private static final Duration QUARANTINE = Duration.ofSeconds(5);

    /** About as long as a load takes through the farthest process. */
    private static final int AHEAD_MILLIS = 90;

    private final List<Held> rows;
    private final int longestPauseMillis;
    private final Client client;
    private final DirectSql sql;
    private final ValkeyCommands valkey;
    private final Asking asking;
    private final Asking companion;
    private final Timeline clock;
    private final Records records;
    private final Writing writing;
    private final Random random;

    /** A row as its writer knows it. */
    private static final class Held {
        private final Row row;
        private long version = 1;
        private boolean present = true;
        private boolean askedAhead;
        private long doubtUntil;

        Held(Row row) {
            this.row = row;
        }
    }

    /** What is about to be done. */
    private record Plan(Request request, String statement, State state, int success) {}

    /** @param longestPauseMillis between two writes; half of it on average */
    RowWriter(List<? extends Row> rows, int longestPauseMillis, Tools tools, Writing writing) {
        this.rows = rows.stream().map(Held::new).toList();
        this.longestPauseMillis = longestPauseMillis;
        this.client = tools.client();
        this.sql = tools.sql();
        this.valkey = tools.valkey();
        this.asking = tools.asking();
        this.companion = tools.companion();
        this.clock = tools.clock();
        this.records = tools.records();
        this.writing = writing;
        this.random = tools.random();
    }

    @Override
    public void step() throws SQLException, InterruptedException {
        Held held = rows.get(random.nextInt(1 + random.nextInt(rows.size())));
        if (held.doubtUntil > clock.now()) {
            Thread.sleep(1);
            return;
        }
        if (held.doubtUntil > 0) {
            settle(held);
        }
        if (random.nextInt(3) == 0 && !held.row.path().isEmpty()) {
            sendAhead(held.row);
            held.askedAhead = true;
        }
        write(held, plan(held, held.version + 1));
        Thread.sleep(random.nextInt(longestPauseMillis));
    }

    /** Has the farthest process asked for what was just evicted, so that its load is under way when the write comes. */
    private void sendAhead(Row row) throws InterruptedException {
        valkey.evict(row.key());
        Thread _ = Thread.startVirtualThread(() -> companion.row(row, farthest()));
        Thread.sleep(random.nextInt(AHEAD_MILLIS));
    }

    private int farthest() {
        return client.processes() - 1;
    }

    private Plan plan(Held held, long version) {
        Row row = held.row;
        if (row instanceof Row.User user && !held.present) {
            return new Plan(user.create(version), user.sqlInsert(version), State.PRESENT, 201);
        }
        if (row instanceof Row.User user && random.nextInt(6) == 0) {
            return new Plan(user.remove(), user.sqlRemove(), State.ABSENT, 204);
        }
        int success = row instanceof Row.Department ? 204 : 200;
        return new Plan(row.change(version), row.sqlChange(version), State.PRESENT, success);
    }

    private void write(Held held, Plan plan) throws SQLException {
        held.version++;
        boolean direct = writing == Writing.API_AND_SQL && random.nextInt(3) == 0;
        int process = direct ? Origin.DATABASE : random.nextInt(client.processes());
        long start = clock.now();
        Outcome outcome = direct ? bySql(plan) : byApi(held, plan, process, start);
        records.note(
                Kind.NUMBERED,
                new Write(held.row.key(), held.version, plan.state(), start, clock.now(), asking.by(process), outcome));
        if (outcome == Outcome.UNKNOWN) {
            held.doubtUntil = clock.now() + QUARANTINE.toNanos();
            return;
        }
        held.present = plan.state() == State.PRESENT;
        if (!direct && !held.row.path().isEmpty()) {
            lookAfter(held, process);
        }
        held.askedAhead = false;
    }

    /** Looks at once for what was written: where a load may be under way since before, or through the same process. */
    private void lookAfter(Held held, int process) {
        if (held.askedAhead) {
            asking.row(held.row, farthest());
        } else if (random.nextBoolean()) {
            asking.row(held.row, process);
        }
    }

    private Outcome bySql(Plan plan) throws SQLException {
        if (sql.execute(plan.statement()) != 1) {
            throw new IllegalStateException("the checker has lost count of its rows: " + plan.statement());
        }
        return Outcome.ACKNOWLEDGED;
    }

    private Outcome byApi(Held held, Plan plan, int process, long start) {
        Optional<HttpResponse<String>> answer = client.ask(process, plan.request());
        if (answer.isPresent() && answer.get().statusCode() == plan.success()) {
            return Outcome.ACKNOWLEDGED;
        }
        answer.filter(response -> !Tools.unavailable(response))
                .ifPresent(response -> asking.forbidden(
                        held.row.key(),
                        Kind.NUMBERED,
                        plan.request().method() + " answered by " + response.statusCode(),
                        start,
                        process));
        return Outcome.UNKNOWN;
    }

    private void settle(Held held) throws SQLException {
        long start = clock.now();
        Optional<String> found = sql.ask(held.row.sqlSelect());
        asking.database(held.row.key(), Kind.NUMBERED, found, start);
        held.present = found.isPresent();
        held.doubtUntil = 0;
    }

    @Override
    public void close() {
        sql.close();
    }
}
