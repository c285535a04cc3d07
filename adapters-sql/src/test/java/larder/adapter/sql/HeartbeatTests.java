package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import larder.domain.port.ChangeLog;
import org.junit.jupiter.api.Test;

/** How a fleet of two sees that the log is not deaf. */
abstract class HeartbeatTests {
    abstract String url();

    abstract ChangeLog log();

    abstract ChangeLog elsewhere();

    @Test
    void the_fleet_beats_at_most_once_a_second() {
        Direct.execute(url(), "UPDATE cache_heartbeat SET beaten_at = 0, version = 1", "DELETE FROM cache_change");
        String version = "SELECT version FROM cache_heartbeat";
        for (int asked = 0; asked < 5; asked++) {
            assertEquals(Optional.empty(), log().deafness());
            assertEquals(Optional.empty(), elsewhere().deafness());
        }
        long first = Long.parseLong(Direct.ask(url(), version).getFirst());
        Opened.awaitTrue(Duration.ofSeconds(5), () -> {
            log().deafness();
            return Long.parseLong(Direct.ask(url(), version).getFirst()) > first;
        });
    }

    @Test
    void a_beat_that_another_is_making_is_not_waited_for() {
        Direct.execute(url(), "UPDATE cache_heartbeat SET beaten_at = 0", "DELETE FROM cache_change");
        Typed other = Typed.begin(url()).execute("SELECT id FROM cache_heartbeat FOR UPDATE");
        assertEquals(Optional.empty(), log().deafness());
        other.rollBack();
    }

    @Test
    void deafness_says_how_to_put_back_a_heartbeat_that_was_removed() {
        Direct.execute(url(), "DELETE FROM cache_heartbeat");
        String said = log().deafness().orElseThrow();
        assertTrue(said.contains("INSERT INTO cache_heartbeat"), said);
        Direct.execute(url(), "INSERT INTO cache_heartbeat (id, beaten_at) VALUES (1, 0)", "DELETE FROM cache_change");
        assertEquals(Optional.empty(), log().deafness());
    }
}
