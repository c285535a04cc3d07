package larder.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the runs came to: printed as it comes, and written to a file at the end. */
final class Report {
    private final PrintStream out = System.out;
    private final Map<String, List<Load.Result>> runs = new LinkedHashMap<>();
    private final Map<String, List<Double>> starts = new LinkedHashMap<>();
    private final Map<String, Double> memory = new LinkedHashMap<>();
    private final List<Ratios> ratios = new ArrayList<>();
    private final CpuTime begun = CpuTime.now();

    void start(String what, Duration took) {
        starts.computeIfAbsent(what, _ -> new ArrayList<>()).add(took.toMillis() / 1000.0);
        out.printf(Locale.ROOT, "%-40s %6.2f s%n", what, took.toMillis() / 1000.0);
    }

    Load.Result run(String what, Subject subject, Load.Result result) {
        String name = what + ", " + subject.name();
        runs.computeIfAbsent(name, _ -> new ArrayList<>()).add(result);
        out.printf(
                Locale.ROOT,
                "%-40s %,9.0f /s   p99 %6.1f ms   its CPU %5.1f us an answer%n",
                name,
                result.rate(),
                result.p99(),
                result.cpu());
        return result;
    }

    void memory(Subject subject) {
        memory.put(subject.name(), subject.megabytes());
        out.printf(Locale.ROOT, "%-40s %6.0f MB (PSS, after load)%n", subject.name(), subject.megabytes());
    }

    void ratio(Ratios ratio) {
        ratios.add(ratio);
        out.printf("%s%n    bound by: %s%n", ratio, ratio.boundBy());
    }

    void write(Path file) {
        double stolen = CpuTime.now().stolenSince(begun);
        out.printf(Locale.ROOT, "the machine's other guests took %.0f %% of the CPU meanwhile%n", 100 * stolen);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("part of the CPU that other guests took", stolen);
        all.put("machine", machine());
        all.put("ratios", ratios);
        all.put("seconds from start to first answer", starts);
        all.put("megabytes (PSS) after load", memory);
        all.put("runs", runs);
        try {
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValue(file.toFile(), all);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        out.println("written: " + file);
    }

    private static Map<String, Object> machine() {
        return Map.of(
                "cores", Runtime.getRuntime().availableProcessors(),
                "java", Runtime.version().toString(),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }
}
