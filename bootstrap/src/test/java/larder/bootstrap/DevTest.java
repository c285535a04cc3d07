package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code larder dev}, which brings its own servers, and the commands that are none. */
final class DevTest {
    @Test
    void dev_mysql_serves_the_sample_from_a_mysql_of_its_own_and_stops_cleanly() {
        try (LarderProcess larder = LarderProcess.start(List.of("dev", "mysql"), Map.of("LARDER_HTTP_PORT", "0"))) {
            Eventually.holds(
                    "says what to try",
                    Duration.ofSeconds(90),
                    () -> larder.log().stream().anyMatch(line -> line.contains("Stop with Ctrl-C")));
            assertEquals("{\"count\":12000}", larder.get("/count").body());
            assertTrue(larder.log().stream().anyMatch(line -> line.contains("mysql -h 127.0.0.1 -P ")));
            assertEquals(143, larder.terminate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dev oracle", "dev mysql mysql", "dev MYSQL", "serve mysql", "migrate"})
    void any_other_command_is_answered_with_the_commands_that_there_are(String command) throws Exception {
        List<String> words = command.isEmpty() ? List.of() : List.of(command.split(" "));
        assertRefused("larder dev [postgresql|mysql]", LarderProcess.launch(words, Map.of()));
        ProcessBuilder script = new ProcessBuilder("sh", "../larder").redirectErrorStream(true);
        script.command().addAll(words);
        assertRefused(command.startsWith("serve") ? "use: larder serve" : "dev [postgresql|mysql]", script.start());
    }

    @Test
    void dev_mysql_does_not_leave_a_database_aside_that_was_named() throws Exception {
        Map<String, String> named = Map.of("LARDER_DATABASE_URL", "postgresql://larder:geheim@127.0.0.1:1/x");
        assertRefused("leave mysql out", LarderProcess.launch(List.of("dev", "mysql"), named));
    }

    private static void assertRefused(String sentence, Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "ends");
        assertEquals(2, process.exitValue(), said);
        assertTrue(said.contains(sentence), said);
    }
}
