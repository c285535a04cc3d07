package larder.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larder.coherence.fleet.Schedule;
import larder.coherence.history.Event;
import larder.coherence.history.Origin;
import larder.coherence.history.Outage;
import larder.coherence.history.Outages;
import larder.coherence.history.Read;
import larder.coherence.history.Rule;
import larder.coherence.history.Seen;
import larder.coherence.history.Violation;
import larder.coherence.history.Write;
import larder.coherence.mutant.Mutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found is told to people and to programs. */
final class ReportTest {
    private static final Write WRITE = new Write(
            "user:1", 2, Write.State.PRESENT, 1_000_000, 2_000_000, new Origin(1, 0), Write.Outcome.ACKNOWLEDGED);
    private static final Read READ =
            new Read("user:1", new Seen.Version(1), 3_000_000, 4_000_000, new Origin(2, 1), "hit", 5_000_000);
    private static final Outage FAULT = new Outage("<cut>", 1, Outage.Effect.NONE, 0, Long.MAX_VALUE);
    private static final Violation VIOLATION =
            new Violation(Rule.AT_ONCE, READ, 2, List.<Event>of(WRITE, READ), List.of(FAULT));

    @TempDir
    private Path folder;

    private static Findings findings() {
        return new Findings(
                7,
                "POSTGRESQL, scope API",
                List.of("a server"),
                1,
                List.of(VIOLATION),
                new Findings.Reads(10, 1, 0, Map.of("hit", 10L)),
                Map.of("API, acknowledged", 1L),
                new Schedule(List.of()),
                new Outages(List.of(FAULT)),
                Optional.empty(),
                Duration.ofSeconds(60));
    }

    @Test
    void a_violation_is_a_table_in_the_order_of_time_that_marks_the_offence() {
        List<String> lines = Table.text(VIOLATION).lines().toList();
        assertTrue(lines.get(0).startsWith("user:1: AT_ONCE"));
        assertTrue(lines.get(2).contains("FAULT: <cut>"));
        assertTrue(lines.get(3).contains("client 1, process 1") && lines.get(3).contains("writes v2, acknowledged"));
        assertTrue(lines.get(4).endsWith("sees v1 (hit, at most 5 ms old)   <-- too old: v2 or later"));
    }

    @Test
    void the_page_asks_for_nothing_else_and_lets_no_text_become_markup() throws IOException {
        new Report(List.of(findings()), List.of(caught())).write(folder);
        String html = Files.readString(folder.resolve("report.html"));
        assertFalse(html.contains("http:") || html.contains("https:") || html.contains("src="), "no outside request");
        assertTrue(html.contains("&lt;cut&gt;") && !html.contains("<cut>"));
        assertTrue(html.contains("a mutant") && html.contains("AT_ONCE") && html.contains("<svg"));
    }

    @Test
    void the_json_has_what_the_page_has() throws IOException {
        new Report(List.of(findings()), List.of(caught())).write(folder);
        JsonNode json = new JsonMapper().readTree(folder.resolve("report.json").toFile());
        assertEquals(7, json.at("/runs/0/seed").asInt());
        assertEquals(1, json.at("/runs/0/violations").asInt());
        assertEquals("AT_ONCE", json.at("/runs/0/shown/0/rule").asText());
        assertTrue(json.at("/mutants/0/caught").asBoolean());
    }

    private static Caught caught() {
        Mutant mutant = new Mutant("a mutant", "something is wrong", List.of(), "a/file", "a", "b");
        return new Caught(mutant, 1.5, List.of(VIOLATION));
    }
}
