package larder.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * How the tests start Larder, up to its command. Where Maven has packaged the other modules it is started as it is deployed: from
 * jars, with an AOT cache, which the first test makes and which spares each start two thirds of its time.
 */
final class LarderProgram {
    private static final Path FOLDER = Path.of("target", "program");
    private static final Path CACHE = FOLDER.resolve("larder.aot");
    private static final Path STAMP = FOLDER.resolve("stamp");
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final int TRAINING_SECONDS = 180;

    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            // As ./larder has it: little is compiled twice, but what a password costs is (SHA-512 only then uses the
            // processor's own).
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=20000");

    private static final List<String> COMMAND = command();

    private LarderProgram() {}

    static List<String> started() {
        return COMMAND;
    }

    private static List<String> command() {
        List<Path> path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<Path> jars = path.stream().filter(Files::isRegularFile).toList();
        List<Path> own = path.stream()
                .filter(Files::isDirectory)
                .filter(folder -> folder.endsWith(Path.of("bootstrap", "target", "classes")))
                .toList();
        long folders = path.stream().filter(Files::isDirectory).count();
        // Beside this module's classes and tests only others that were not packaged are folders.
        return own.size() == 1 && folders == 2
                ? fromJars(own.getFirst(), jars)
                : words(List.of(), System.getProperty("java.class.path"));
    }

    private static List<String> fromJars(Path classes, List<Path> jars) {
        Path jar = FOLDER.resolve("bootstrap.jar").toAbsolutePath();
        String path = Stream.concat(Stream.of(jar), jars.stream())
                .map(Path::toString)
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel file = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                String stamp = stamp(classes, jars);
                if (!Files.exists(STAMP) || !Files.readString(STAMP).equals(stamp)) {
                    make(classes, jar, path);
                    Files.writeString(STAMP, stamp);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return words(List.of("-XX:AOTCache=" + CACHE.toAbsolutePath()), path);
    }

    private static void make(Path classes, Path jar, String path) throws IOException {
        Files.deleteIfExists(CACHE);
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException("no jar of this module's classes could be made");
        }
        List<String> training = new ArrayList<>(
                List.of(JAVA, "-cp", System.getProperty("java.class.path"), AotTraining.class.getName()));
        training.addAll(words(List.of("-XX:AOTCacheOutput=" + CACHE.toAbsolutePath()), path));
        training.add("serve");
        Path log = FOLDER.resolve("training.log");
        Process process = new ProcessBuilder(training)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)
                    || process.exitValue() != 0
                    || !Files.exists(CACHE)) {
                throw new IllegalStateException("no AOT cache was made: " + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> words(List<String> cache, String path) {
        return Stream.of(List.of(JAVA), OPTIONS, cache, List.of("-cp", path, Main.class.getName()))
                .flatMap(List::stream)
                .toList();
    }

    /** Another JDK, another jar or another class makes another cache. */
    private static String stamp(Path classes, List<Path> jars) throws IOException {
        StringBuilder stamp = new StringBuilder(System.getProperty("java.vm.version"));
        try (Stream<Path> own = Files.walk(classes)) {
            Stream.concat(own, jars.stream())
                    .filter(Files::isRegularFile)
                    .forEach(file -> stamp.append('\n')
                            .append(file)
                            .append(' ')
                            .append(file.toFile().length())
                            .append(' ')
                            .append(file.toFile().lastModified()));
        }
        return stamp.toString();
    }
}
