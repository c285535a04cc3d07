package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A cache whose ages are told by the clocks of several hosts. */
final class ClockErrorTest {
    private static final Duration ERROR = Duration.ofSeconds(4);

    private final Follower.World world = new Follower.World();

    @Test
    void what_was_never_proven_may_be_older_than_the_cache_says_by_as_much_as_its_clocks_differ() {
        Follower here = world.following();
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.log.goAway();
        Follower starting = world.process().follow();
        world.pass(Duration.ofSeconds(10));
        Duration exact = starting.ask("1").provenance().bound();
        starting.cache.clocksDifferBy(ERROR);
        assertEquals(exact.plus(ERROR), starting.ask("1").provenance().bound());
    }

    @Test
    void a_proof_is_of_this_process_and_knows_of_no_other_clock() {
        Follower here = world.following();
        here.cache.clocksDifferBy(ERROR);
        world.database.put("1", "old");
        assertEquals("old", here.get("1"));
        world.pass(Duration.ofMillis(5));
        assertEquals(Duration.ofMillis(6), here.ask("1").provenance().bound());
    }
}
