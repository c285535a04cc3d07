package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log, as text and as JSON, with the requests that its lines are written for. */
final class LogTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void each_line_is_one_json_object_and_holds_no_secret() {
        String wrong = PostgresServer.shared().freshDatabase().replaceFirst("://([^:]+):[^@]*@", "://$1:geheim@");
        Map<String, String> settings = Map.of(
                "LARDER_DATABASE_URL", wrong,
                "LARDER_VALKEY_URL", "valkey://:geheim@127.0.0.1:1",
                "LARDER_ADMIN_PASSWORD", "streng geheim",
                "LARDER_LOG", "json");
        try (LarderProcess larder = LarderProcess.start(settings)) {
            Eventually.holds(
                    "complains",
                    Duration.ofSeconds(20),
                    () -> larder.log().stream().anyMatch(line -> line.contains("refuses the user or the password")));
            larder.terminate();
            List<String> lines = larder.log();
            assertTrue(lines.size() > 3, lines::toString);
            lines.forEach(line -> assertTrue(fields(line).containsKey("level"), line));
            assertTrue(
                    lines.stream()
                            .map(LogTest::fields)
                            .anyMatch(line ->
                                    line.getOrDefault("formattedMessage", "").startsWith("Larder serves on ")),
                    lines::toString);
            assertFalse(lines.toString().contains("geheim"), lines::toString);
        }
    }

    @Test
    void a_file_of_settings_chooses_the_form_too(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("larder.properties"), "LARDER_LOG=json\nLARDER_CACHE=memory\n");
        try (LarderProcess larder = LarderProcess.start(
                Map.of("LARDER_DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x", "LARDER_CONFIG", file.toString()))) {
            larder.log().forEach(line -> assertTrue(fields(line).containsKey("timestamp"), line));
        }
    }

    @Test
    void what_is_logged_for_a_request_has_its_name_and_its_trace_in_both_forms() throws SQLException {
        for (String form : List.of("text", "json")) {
            String database = MySqlServer.shared().freshDatabase();
            try (LarderProcess larder = LarderProcess.start(
                    Map.of("LARDER_DATABASE_URL", database, "LARDER_CACHE", "memory", "LARDER_LOG", form))) {
                Eventually.holds(
                        "ready",
                        Duration.ofSeconds(20),
                        () -> larder.get("/health/ready").statusCode() == 200);
                DirectSql.execute(database, "ALTER TABLE users RENAME COLUMN email TO mail");
                HttpResponse<String> failed = larder.get(
                        "/users/101",
                        Map.of("X-Request-Id", "r-7", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
                assertEquals(500, failed.statusCode(), failed.body());
                assertTrue(failed.body().contains("\"request_id\":\"r-7\""), failed.body());
                String incident = failed.body().replaceAll(".*(urn:uuid:[0-9a-f-]{36}).*", "$1");
                Eventually.holds("logged", Duration.ofSeconds(5), () -> line(larder, incident) != null);
                String line = String.valueOf(line(larder, incident));
                if (form.equals("json")) {
                    Map<String, String> fields = fields(line);
                    assertEquals("r-7", fields.get("mdc.request_id"), line);
                    assertEquals(TRACE, fields.get("mdc.trace_id"), line);
                    assertTrue(
                            failed.headers()
                                    .firstValue("traceresponse")
                                    .orElse("")
                                    .contains(fields.getOrDefault("mdc.span_id", "none")),
                            line);
                } else {
                    assertTrue(line.contains(" ERROR Failures r-7 " + TRACE + " - " + incident), line);
                }
            }
        }
    }

    private static @Nullable String line(LarderProcess larder, String part) {
        return larder.log().stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElse(null);
    }

    /** The texts and numbers of an object, those of an object in it under {@code outer.inner}; fails unless it is one object. */
    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            assertEquals(JsonToken.START_OBJECT, json.nextToken(), line);
            int depth = 1;
            String outer = "";
            while (depth > 0) {
                JsonToken token = json.nextToken();
                if (token.isStructStart()) {
                    depth++;
                    outer = depth == 2 ? json.currentName() + "." : outer;
                } else if (token.isStructEnd()) {
                    depth--;
                    outer = depth == 1 ? "" : outer;
                } else if (token.isScalarValue()) {
                    fields.put(outer + json.currentName(), json.getText());
                }
            }
            assertEquals(null, json.nextToken(), line);
            return fields;
        } catch (IOException none) {
            throw new AssertionError("no JSON: " + line, none);
        }
    }
}
