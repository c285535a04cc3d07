package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_NOT_STORED;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import larder.application.readthrough.Answer;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.Test;

/** The races in which a slow load is overtaken, and what it brings must not be stored. */
interface OvertakenFills extends ReadThroughFixture {
    @Test
    default void R1_a_value_read_before_a_write_is_not_stored_after_it() {
        Peer reader = fleet().peer(0);
        overtaken(reader, fleet().peer(1), () -> reader.ask("1"));
    }

    @Test
    default void R1_holds_within_one_process_too() {
        Peer reader = fleet().peer(0);
        overtaken(reader, reader, () -> reader.ask("1"));
    }

    @Test
    default void R1_holds_for_a_batch_too() {
        Peer reader = fleet().peer(0);
        overtaken(
                reader,
                fleet().peer(1),
                () -> reader.reads().getAll(List.of("1")).values().iterator().next());
    }

    /** A reads the old value, B commits the new one and invalidates, A fills. */
    private void overtaken(Peer reader, Peer writer, Callable<Answer<String>> read) {
        Gate gate = new Gate("the old value has been read");
        fleet().database().put("1", "old");
        fleet().database().holdAfterRead(gate);
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(read);
            gate.awaitArrivals(1);
            fleet().database().put("1", "new");
            writer.invalidate("1");
            gate.open();
            Answer<String> answer = Actor.outcome(begun);
            assertEquals("old", Peer.textOf(answer));
            assertEquals(LOADED_NOT_STORED, answer.provenance().source());
        }
        assertEquals(1, reader.stats().of(CacheEvent.FILL_REFUSED));
        writer.answers("1", "new", LOADED_STORED);
        reader.answers("1", "new", HIT);
    }

    @Test
    default void R1_a_known_absence_read_before_a_registration_is_not_stored_after_it() {
        Peer reader = fleet().peer(0);
        Gate gate = new Gate("the absence has been seen");
        fleet().database().holdAfterRead(gate);
        try (Actor reading = new Actor("reading")) {
            Future<String> begun = reading.begins(() -> reader.get("1"));
            gate.awaitArrivals(1);
            fleet().database().put("1", "new");
            fleet().peer(1).invalidate("1");
            gate.open();
            assertEquals(Peer.ABSENT, Actor.outcome(begun));
        }
        reader.answers("1", "new", LOADED_STORED);
    }

    @Test
    default void R3_a_load_that_outlives_its_lease_does_not_replace_what_its_successor_stored() {
        Peer.Plan plan = Peer.Plan.USUAL.withLoadDeadline(Duration.ofMillis(50));
        Peer slow = fleet().peer(0, plan);
        Peer next = fleet().peer(1, plan);
        Gate gate = new Gate("the first version has been read");
        fleet().database().put("1", "v1");
        fleet().database().holdAfterRead(gate);
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(() -> slow.ask("1"));
            gate.awaitArrivals(1);
            fleet().database().put("1", "v2");
            next.answers("1", "v2", LOADED_STORED);
            gate.open();
            assertEquals(LOADED_NOT_STORED, Actor.outcome(begun).provenance().source());
        }
        assertEquals(2, fleet().database().loads());
        assertEquals(1, slow.stats().of(CacheEvent.FILL_REFUSED));
        slow.answers("1", "v2", HIT);
        assertEquals(2, fleet().database().loads());
    }

    @Test
    default void R5_a_source_that_reads_an_older_snapshot_is_caught() {
        readsWhatIsCommitted("1");
        fleet().database().put("2", "old");
        fleet().database().cheat();
        assertThrows(AssertionError.class, () -> readsWhatIsCommitted("2"));
    }

    /** Makes sure that a load sees what was committed before it was asked for; fails for a source that cheats. */
    private void readsWhatIsCommitted(String id) {
        Peer reader = fleet().peer(0);
        fleet().database().put(id, "old");
        reader.get(id);
        fleet().database().put(id, "new");
        reader.invalidate(id);
        assertEquals("new", reader.get(id));
    }

    @Test
    default void R10_a_load_whose_entry_was_evicted_meanwhile_is_not_stored() {
        lostWhileLoading(() -> evict(new CacheKey("thing", "1")));
    }

    @Test
    default void R10_a_load_during_which_all_entries_were_flushed_is_not_stored() {
        lostWhileLoading(this::flush);
    }

    private void lostWhileLoading(Runnable loss) {
        Peer.Plan plan = Peer.Plan.USUAL.withLoadDeadline(Duration.ofMillis(50));
        Peer slow = fleet().peer(0, plan);
        Peer next = fleet().peer(1, plan);
        Gate gate = new Gate("the first version has been read");
        fleet().database().put("1", "v1");
        fleet().database().holdAfterRead(gate);
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(() -> slow.ask("1"));
            gate.awaitArrivals(1);
            loss.run();
            fleet().database().put("1", "v2");
            next.answers("1", "v2", LOADED_STORED);
            gate.open();
            assertEquals(LOADED_NOT_STORED, Actor.outcome(begun).provenance().source());
        }
        slow.answers("1", "v2", HIT);
        next.answers("1", "v2", HIT);
    }
}
