package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.Future;
import larder.adapter.memory.Follower.World;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Provenance.Source;
import larder.contracts.Actor;
import larder.contracts.Gate;
import larder.contracts.Peer;
import org.junit.jupiter.api.Test;

/** What the relay leaves alone: entries that show the change already. And what it does not, though its version is high. */
final class KeptEntriesTest {
    private final World world = new World();
    private final Follower here = world.following();

    @Test
    void what_was_written_through_is_still_found_when_the_relay_has_applied_the_write() {
        world.database.put("1", "old");
        here.get("1");
        int loads = world.database.loads();
        here.writeThrough("1", "new");
        assertEquals(1, world.log.waiting());
        here.follow();
        assertEquals(0, world.log.waiting());
        answers("new", Source.HIT);
        assertEquals(loads, world.database.loads());
    }

    @Test
    void what_was_loaded_after_a_write_is_still_found_when_the_relay_has_applied_the_write() {
        here.write("1", "new");
        answers("new", Source.LOADED_STORED);
        here.follow();
        answers("new", Source.HIT);
        assertEquals(1, world.database.loads());
    }

    @Test
    void an_entry_that_shows_one_change_and_not_the_next_goes_though_both_are_applied_at_once() {
        here.writeThrough("1", "new");
        world.changeBehind("1", "newer");
        here.follow();
        answers("newer", Source.LOADED_STORED);
    }

    @Test
    void an_entry_of_a_row_that_was_deleted_goes_though_no_change_had_a_higher_version() {
        here.writeThrough("1", "new");
        world.deleteBehind("1");
        here.follow();
        assertEquals(Peer.ABSENT, here.get("1"));
    }

    @Test
    void an_entry_of_a_row_that_was_deleted_and_inserted_again_goes_though_its_version_is_higher() {
        for (String text : List.of("a", "b", "c")) {
            here.writeThrough("1", text);
        }
        here.follow();
        world.deleteBehind("1");
        assertEquals(1, world.changeBehind("1", "another").version());
        here.follow();
        answers("another", Source.LOADED_STORED);
    }

    @Test
    void an_absence_goes_whatever_the_version_of_what_was_inserted() {
        assertEquals(Peer.ABSENT, here.get("1"));
        world.changeBehind("1", "new");
        here.follow();
        answers("new", Source.LOADED_STORED);
    }

    @Test
    void a_load_that_began_before_the_change_is_refused_when_the_relay_has_applied_it() {
        world.database.put("1", "old");
        Gate read = new Gate("the old value has been read");
        world.database.holdAfterRead(read);
        try (Actor reading = new Actor("reading")) {
            Future<Answer<String>> begun = reading.begins(() -> here.ask("1"));
            read.awaitArrivals(1);
            world.changeBehind("1", "new");
            here.follow();
            read.open();
            assertEquals(
                    Source.LOADED_NOT_STORED, Actor.outcome(begun).provenance().source());
        }
        answers("new", Source.LOADED_STORED);
    }

    private void answers(String text, Source source) {
        Answer<String> answer = here.ask("1");
        assertEquals(text, Peer.textOf(answer));
        assertEquals(source, answer.provenance().source());
    }
}
