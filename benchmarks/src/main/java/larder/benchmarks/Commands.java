package larder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the subjects are started, from the project's root. */
final class Commands {
    private static final Path LIBRARIES = Path.of("benchmarks", "target", "larder", "lib");
    private static final Path CLASSES = Path.of("benchmarks", "target", "larder", "classes");

    private Commands() {}

    /** As a user starts it. */
    static List<String> larder() {
        return List.of("./larder", "serve");
    }

    /** A class of the benchmark, on a JVM with the options that {@code ./larder} gives its own. */
    static List<String> ofBenchmark(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of(System.getProperty("larder.options").strip().split("\\s+")));
        command.addAll(List.of("-cp", classPath(), main.getName()));
        return command;
    }

    private static String classPath() {
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return CLASSES + ":"
                    + String.join(":", jars.map(Path::toString).sorted().toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
