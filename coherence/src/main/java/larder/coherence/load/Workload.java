package larder.coherence.load;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import larder.coherence.fleet.DirectSql;
import larder.coherence.fleet.Timeline;
import larder.coherence.fleet.ValkeyCommands;
import larder.coherence.history.KeyHistory.Kind;
import larder.coherence.history.Origin;
import larder.coherence.history.Write;
import org.jspecify.annotations.Nullable;

/** Writers and readers over a fleet, from their first row to their last look. */
public final class Workload implements AutoCloseable {
    private static final int READERS = 16;
    private static final int BUSY_PAUSE_MILLIS = 15;
    private static final int QUIET_PAUSE_MILLIS = 400;
    private static final Duration LAST_ANSWER = Duration.ofSeconds(30);

    private final Ground ground = Ground.usual();
    private final Records records = new Records();
    private final List<Actor> actors = new ArrayList<>();
    private final List<Losses> losses = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Client client;
    private final String database;
    private final ValkeyCommands valkey;
    private final Timeline clock;
    private final Random seeds;
    private int clients;
    private volatile boolean stopped;

    public Workload(List<URI> processes, String database, ValkeyCommands valkey, Timeline clock, long seed) {
        this.client = new Client(processes);
        this.database = database;
        this.valkey = valkey;
        this.clock = clock;
        this.seeds = new Random(seed);
    }

    public Records records() {
        return records;
    }

    /** Lays out the rows and lets everybody begin. */
    public void start(Writing writing) throws SQLException {
        layOut();
        for (List<? extends Row> rows : ground.busy()) {
            actors.add(new RowWriter(rows, BUSY_PAUSE_MILLIS, tools(), writing));
        }
        actors.add(new RowWriter(ground.quiet(), QUIET_PAUSE_MILLIS, tools(), writing));
        actors.add(new OrderWriter(ground.customers(), tools(), writing));
        for (int reader = 0; reader < READERS; reader++) {
            actors.add(new Reader(ground, client, asking(), new Random(seeds.nextLong())));
        }
        for (int process = 0; process < client.processes(); process++) {
            Losses asked = new Losses(client, clock, process);
            losses.add(asked);
            actors.add(asked);
            actors.add(new Patrol(ground.quiet(), process, asking()));
        }
        actors.forEach(actor -> threads.add(Thread.ofVirtual().start(() -> act(actor))));
    }

    private void layOut() throws SQLException {
        try (DirectSql sql = new DirectSql(database)) {
            Asking asking = asking();
            for (Row row : ground.rows()) {
                long start = clock.now();
                sql.execute(row.sqlInsert(1));
                records.note(
                        Kind.NUMBERED,
                        new Write(
                                row.key(),
                                1,
                                Write.State.PRESENT,
                                start,
                                clock.now(),
                                asking.by(Origin.DATABASE),
                                Write.Outcome.ACKNOWLEDGED));
            }
            for (Customer customer : ground.customers()) {
                sql.execute(customer.sqlInsert());
            }
            lookAtCounts(sql, asking);
        }
    }

    private void lookAtCounts(DirectSql sql, Asking asking) throws SQLException {
        for (Customer customer : ground.counts()) {
            long start = clock.now();
            asking.database(customer.key(), Kind.COUNTED, sql.ask(customer.sqlCount()), start);
        }
    }

    private Tools tools() {
        return new Tools(
                client,
                new DirectSql(database),
                valkey,
                asking(),
                asking(),
                clock,
                records,
                new Random(seeds.nextLong()));
    }

    private Asking asking() {
        return new Asking(client, ++clients, clock, records);
    }

    private void act(Actor actor) {
        try (actor) {
            while (!stopped) {
                actor.step();
            }
        } catch (Exception | Error failed) {
            failure.compareAndSet(null, failed);
        }
    }

    /** What ended one of its threads before it was told to stop: a fault of the checker or of the database. */
    public void requireUnharmed() {
        if (failure.get() != null) {
            throw new IllegalStateException("the workload failed", failure.get());
        }
    }

    /** Ends writing and reading, and waits for the last answers. */
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            if (!thread.join(LAST_ANSWER)) {
                throw new IllegalStateException("a client got no answer within " + LAST_ANSWER);
            }
        }
        requireUnharmed();
        for (Losses process : losses) {
            process.step();
        }
    }

    /** Looks at each row in the database, and through each process. */
    public void lookAgain() throws SQLException {
        try (DirectSql sql = new DirectSql(database)) {
            Asking asking = asking();
            for (Row row : ground.rows()) {
                long start = clock.now();
                Optional<String> found = sql.ask(row.sqlSelect());
                asking.database(row.key(), Kind.NUMBERED, found, start);
            }
            lookAtCounts(sql, asking);
            for (int process = 0; process < client.processes(); process++) {
                int asked = process;
                ground.rows().stream().filter(row -> !row.path().isEmpty()).forEach(row -> asking.row(row, asked));
                ground.counts().forEach(customer -> asking.count(customer, asked));
                asking.directory(ground.employees(), ground.departments(), asked);
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        client.close();
    }
}
