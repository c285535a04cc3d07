package larder.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import larder.coherence.Options.Mode;
import larder.coherence.Options.Refused;
import larder.coherence.fleet.Fleet.Database;
import org.junit.jupiter.api.Test;

/** What can be asked for. */
final class OptionsTest {
    @Test
    void without_words_it_is_a_short_run_of_what_is_promised() {
        Options options = Options.parse(List.of());
        assertEquals(Mode.SHORT, options.mode());
        assertEquals(Duration.ofSeconds(60), options.length());
        assertEquals(Scope.PROMISED, options.scope());
    }

    @Test
    void every_word_says_something() {
        Options options = Options.parse(
                List.of("long", "--seed", "42", "--seconds", "7", "--database", "mysql", "--scope", "all"));
        assertEquals(new Options(Mode.LONG, 42, Duration.ofSeconds(7), Database.MYSQL, Scope.ALL), options);
    }

    @Test
    void what_it_does_not_know_it_refuses_with_its_use() {
        for (List<String> wrong : List.of(
                List.of("shrot"), List.of("--seed"), List.of("--seconds", "0"), List.of("--database", "oracle"))) {
            Refused refused = assertThrows(Refused.class, () -> Options.parse(wrong));
            assertTrue(refused.toString().contains("use: coherence/run"), refused.getMessage());
        }
    }
}
