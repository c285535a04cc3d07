package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_NOT_STORED;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.concurrent.Future;
import larder.application.readthrough.Answer;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Versioned;
import org.junit.jupiter.api.Test;

/** Writes that go through the cache: what they leave there is never older than what the database has. */
interface WriteThroughs extends ReadThroughFixture {
    @Test
    default void what_was_written_is_found_in_the_cache_by_everybody() {
        fleet().database().put("1", "old");
        fleet().peer(1).get("1");
        assertEquals("new", write(fleet().peer(0), "new").orElseThrow().value());
        int loads = fleet().database().loads();
        fleet().peer(0).answers("1", "new", HIT);
        fleet().peer(1).answers("1", "new", HIT);
        assertEquals(loads, fleet().database().loads());
    }

    @Test
    default void a_write_that_finds_nothing_leaves_a_known_absence() {
        assertEquals(Optional.empty(), fleet().peer(0).reads().writeThrough("1", Optional::empty));
        fleet().peer(1).answers("1", Peer.ABSENT, HIT);
    }

    @Test
    default void of_two_writers_the_one_that_committed_first_does_not_store_over_the_other() {
        Gate gate = new Gate("the first has committed");
        try (Actor first = new Actor("first")) {
            Future<Optional<Versioned<String>>> begun = first.begins(() -> writeAndWait(fleet().peer(0), "v1", gate));
            gate.awaitArrivals(1);
            write(fleet().peer(1), "v2");
            gate.open();
            Actor.outcome(begun);
        }
        fleet().peer(0).answers("1", "v2", LOADED_STORED);
        fleet().peer(1).answers("1", "v2", HIT);
    }

    @Test
    default void of_two_writers_the_one_that_commits_last_is_not_hidden_by_what_the_other_stored() {
        Gate gate = new Gate("the first has reserved");
        try (Actor first = new Actor("first")) {
            Future<Optional<Versioned<String>>> begun = first.begins(() -> waitAndWrite(fleet().peer(0), "v2", gate));
            gate.awaitArrivals(1);
            write(fleet().peer(1), "v1");
            fleet().peer(1).answers("1", "v1", HIT);
            gate.open();
            Actor.outcome(begun);
        }
        fleet().peer(1).answers("1", "v2", LOADED_STORED);
        fleet().peer(0).answers("1", "v2", HIT);
    }

    @Test
    default void of_two_writers_that_overlap_neither_leaves_the_older_value() {
        Gate one = new Gate("one has committed");
        Gate other = new Gate("the other has reserved");
        try (Actor first = new Actor("first");
                Actor second = new Actor("second")) {
            Future<Optional<Versioned<String>>> v1 = first.begins(() -> writeAndWait(fleet().peer(0), "v1", one));
            one.awaitArrivals(1);
            Future<Optional<Versioned<String>>> v2 = second.begins(() -> waitAndWrite(fleet().peer(1), "v2", other));
            other.awaitArrivals(1);
            one.open();
            Actor.outcome(v1);
            other.open();
            Actor.outcome(v2);
        }
        fleet().peer(0).answers("1", "v2", LOADED_STORED);
    }

    @Test
    default void a_writer_whose_rivals_entry_was_evicted_does_not_store_its_older_value() {
        Gate gate = new Gate("the first has committed");
        try (Actor first = new Actor("first")) {
            Future<Optional<Versioned<String>>> begun = first.begins(() -> writeAndWait(fleet().peer(0), "v1", gate));
            gate.awaitArrivals(1);
            write(fleet().peer(1), "v2");
            evict(new CacheKey("thing", "1"));
            gate.open();
            Actor.outcome(begun);
        }
        fleet().peer(0).answers("1", "v2", LOADED_STORED);
    }

    @Test
    default void a_reader_that_loaded_before_the_write_does_not_store_over_it() {
        Gate gate = new Gate("the old value has been read");
        fleet().database().put("1", "old");
        fleet().database().holdAfterRead(gate);
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(() -> fleet().peer(0).ask("1"));
            gate.awaitArrivals(1);
            write(fleet().peer(1), "new");
            gate.open();
            assertEquals(LOADED_NOT_STORED, Actor.outcome(begun).provenance().source());
        }
        fleet().peer(0).answers("1", "new", HIT);
    }

    @Test
    default void a_reader_that_stores_before_the_commit_is_not_believed_after_it() {
        Gate gate = new Gate("the writer has reserved");
        fleet().database().put("1", "old");
        try (Actor writing = new Actor("writing")) {
            Future<Optional<Versioned<String>>> begun =
                    writing.begins(() -> waitAndWrite(fleet().peer(0), "new", gate));
            gate.awaitArrivals(1);
            fleet().peer(1).answers("1", "old", LOADED_STORED);
            gate.open();
            Actor.outcome(begun);
        }
        fleet().peer(1).answers("1", "new", LOADED_STORED);
    }

    @Test
    default void a_write_whose_end_is_not_known_leaves_nothing_behind() {
        fleet().database().put("1", "old");
        fleet().peer(1).get("1");
        assertThrows(
                RepositoryUnavailable.class,
                () -> fleet().peer(0).reads().writeThrough("1", () -> {
                    fleet().database().put("1", "new");
                    throw new RepositoryUnavailable("the answer to the commit was lost", new IllegalStateException());
                }));
        fleet().peer(1).answers("1", "new", LOADED_STORED);
    }

    @Test
    default void a_write_goes_on_without_the_cache_and_says_what_was_lost() {
        Peer writer = fleet().peer(0);
        writer.loseCache();
        assertEquals("new", write(writer, "new").orElseThrow().value());
        assertEquals(1, writer.stats().of(CacheEvent.INVALIDATION_LOST));
    }

    private Optional<Versioned<String>> write(Peer peer, String text) {
        return peer.reads().writeThrough("1", () -> committed(text));
    }

    private Optional<Versioned<String>> writeAndWait(Peer peer, String text, Gate gate) {
        return peer.reads().writeThrough("1", () -> {
            Optional<Versioned<String>> committed = committed(text);
            passed(gate);
            return committed;
        });
    }

    private Optional<Versioned<String>> waitAndWrite(Peer peer, String text, Gate gate) {
        return peer.reads().writeThrough("1", () -> {
            passed(gate);
            return committed(text);
        });
    }

    private Optional<Versioned<String>> committed(String text) {
        return Optional.of(fleet().database().put("1", text));
    }

    private static void passed(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
