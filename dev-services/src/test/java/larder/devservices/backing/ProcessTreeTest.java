package larder.devservices.backing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server can end before anybody takes hold of its process. */
final class ProcessTreeTest {
    private final ProcessTree ended = new ProcessTree(Optional.empty());

    @Test
    void a_process_that_ended_at_once_is_not_alive() {
        assertFalse(ended.alive());
    }

    @Test
    void there_is_nothing_to_pause_to_stop_or_to_kill_then() {
        assertEquals(List.of(), ended.pause());
        ended.resume();
        ended.stop("TERM");
        ended.kill();
    }
}
