package larder.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A minute of the checker, or as long as the property {@code coherence.seconds} says, over what Larder promises. */
final class ShortRunTest {
    @Test
    void no_answer_breaks_the_guarantee() throws Exception {
        String seconds = System.getProperty("coherence.seconds", "60");
        Options options = Options.parse(List.of("short", "--seconds", seconds));
        Findings findings = new Coherence(options, Path.of("..")).check();
        assertEquals(
                0,
                findings.found(),
                () -> findings.shown().stream().map(Table::text).collect(Collectors.joining("\n")));
        assertTrue(findings.enough(), () -> findings.reads() + " are too few to prove anything");
    }
}
