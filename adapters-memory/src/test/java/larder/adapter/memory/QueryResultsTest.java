package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import larder.application.query.QueryResults;
import larder.application.query.Tables;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.Provenance.Source;
import larder.application.readthrough.Region;
import larder.contracts.Actor;
import larder.contracts.Gate;
import larder.contracts.RecordingCacheStats;
import larder.contracts.TextCodec;
import larder.domain.port.Cache;
import larder.domain.port.LoadLock;
import larder.domain.port.Query;
import org.junit.jupiter.api.Test;

/** Query results and the tables that they depend on, in two processes over one cache. */
final class QueryResultsTest {
    private static final String JOIN = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);

    private final Cache cache = InMemory.cache(new InMemoryConfig(1 << 20), System::nanoTime);
    private final LoadLock lock = InMemory.loadLock(System::nanoTime);
    private final Caching here = process();
    private final Caching there = process();
    private final Tables tables = new Tables(here, new SecureRandom());
    private final Tables elsewhere = new Tables(there, new SecureRandom());
    private final QueryResults<String> results = results(tables, here);
    private final QueryResults<String> resultsElsewhere = results(elsewhere, there);
    private final AtomicReference<String> database = new AtomicReference<>("old");
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_result_is_kept_and_found_by_every_process() {
        assertEquals("old", said(results.get(join()), Source.LOADED_STORED));
        assertEquals("old", said(results.get(join()), Source.HIT));
        assertEquals("old", said(resultsElsewhere.get(join()), Source.HIT));
        assertEquals(1, asked.get());
    }

    @Test
    void R12_a_change_of_either_table_of_a_join_is_seen_by_the_next_read_everywhere() {
        for (String table : List.of("employees", "departments")) {
            results.get(join());
            database.set("after " + table);
            elsewhere.changed(List.of(table));
            assertEquals("after " + table, said(results.get(join()), Source.LOADED_STORED));
            assertEquals("after " + table, said(resultsElsewhere.get(join()), Source.HIT));
        }
    }

    @Test
    void a_change_of_another_table_leaves_a_result_alone() {
        results.get(join());
        elsewhere.changed(List.of("orders"));
        said(results.get(join()), Source.HIT);
    }

    @Test
    void R1_a_result_that_was_read_before_a_change_is_not_found_after_it() {
        Gate gate = new Gate("the old rows have been read");
        Query<String> slow = new Query<>(JOIN, Set.of("employees", "departments"), () -> {
            String read = database.get();
            pass(gate);
            return read;
        });
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(() -> results.get(slow));
            gate.awaitArrivals(1);
            database.set("new");
            elsewhere.changed(List.of("departments"));
            gate.open();
            assertEquals("old", said(Actor.outcome(begun), Source.LOADED_STORED), "it asked before the change");
        }
        assertEquals("new", said(results.get(join()), Source.LOADED_STORED));
        assertEquals("new", said(resultsElsewhere.get(join()), Source.HIT));
    }

    @Test
    void two_queries_are_kept_apart() {
        results.get(join());
        database.set("other");
        Query<String> other = new Query<>(OTHER, Set.of("employees", "departments"), database::get);
        assertEquals("other", said(results.get(other), Source.LOADED_STORED));
        assertEquals("old", said(results.get(join()), Source.HIT));
    }

    @Test
    void what_is_not_known_to_depend_on_tables_alone_is_never_kept() {
        Query<String> volatileQuery = new Query<>(JOIN, Set.of(), database::get);
        assertEquals("old", said(results.get(volatileQuery), Source.BYPASS));
        database.set("new");
        assertEquals("new", said(results.get(volatileQuery), Source.BYPASS));
    }

    private Query<String> join() {
        return new Query<>(JOIN, Set.of("employees", "departments"), () -> {
            asked.incrementAndGet();
            return database.get();
        });
    }

    private Caching process() {
        return new Caching(
                cache,
                lock,
                new LoadLimit(8, Duration.ofSeconds(5)),
                new RecordingCacheStats(),
                System::nanoTime,
                Thread::sleep,
                RandomGenerator.getDefault(),
                task -> Thread.ofVirtual().start(task));
    }

    private static QueryResults<String> results(Tables of, Caching process) {
        return new QueryResults<>(Region.of("join", Duration.ofMinutes(2)), new TextCodec("text/1"), of, process);
    }

    private static String said(Answer<String> answer, Source from) {
        assertEquals(from, answer.provenance().source());
        return assertInstanceOf(Answer.Found.class, answer).value().toString();
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
