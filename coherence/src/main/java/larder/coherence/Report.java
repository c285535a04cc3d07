package larder.coherence;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larder.coherence.history.Violation;

/** What was found, as a page for people and as JSON for programs. */
record Report(List<Findings> runs, List<Caught> mutants) {
    private static final String PAGE = "report.html";
    private static final String JSON = "report.json";

    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(PAGE), new Page(this).html());
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValue(folder.resolve(JSON).toFile(), values());
        } catch (IOException failed) {
            throw new UncheckedIOException("the report cannot be written", failed);
        }
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("runs", runs.stream().map(Report::values).toList());
        values.put("mutants", mutants.stream().map(Report::values).toList());
        return values;
    }

    private static Map<String, Object> values(Findings run) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("seed", run.seed());
        values.put("what", run.what());
        values.put("servers", run.servers());
        values.put("seconds", run.length().toMillis() / 1000.0);
        values.put("reads", run.reads());
        values.put("writes", run.writes());
        values.put(
                "faults", run.schedule().faults().stream().map(Object::toString).toList());
        values.put("violations", run.found());
        run.recovery().ifPresent(recovery -> values.put("recovery", recovery.toString()));
        values.put("shown", run.shown().stream().map(Report::values).toList());
        return values;
    }

    private static Map<String, Object> values(Violation violation) {
        return Map.of(
                "key", violation.key(),
                "rule", violation.rule().name(),
                "sentence", violation.rule().sentence(),
                "lines",
                        Table.lines(violation).stream()
                                .map(line -> line.toString().strip())
                                .toList());
    }

    private static Map<String, Object> values(Caught caught) {
        return Map.of(
                "name", caught.mutant().name(),
                "meaning", caught.mutant().meaning(),
                "file", caught.mutant().file(),
                "caught", !caught.escaped(),
                "seconds", caught.seconds(),
                "by",
                        caught.by().stream()
                                .map(by -> by.rule().name())
                                .distinct()
                                .toList());
    }
}
