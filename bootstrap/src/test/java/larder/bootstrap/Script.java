package larder.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The script {@code larder} in a tree of its own, where a JDK and a Maven of the test's stand in for the real ones: they say what
 * they are called with, and are as quick or as broken as a test wants.
 */
final class Script {
    private static final Path SOURCE = Path.of("..").toAbsolutePath().normalize();
    private static final String JAR = "bootstrap/target/larder/bootstrap-0.1.0-SNAPSHOT.jar";

    private final Path root;
    private final Map<String, String> environment;

    private Script(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** A tree whose build succeeds, and whose java says what it was given. */
    static Script in(Path root) {
        Script script = new Script(root, Map.of());
        script.copy("larder");
        script.copy("bootstrap/src/main/sh/words.sh");
        script.copy("bootstrap/src/main/sh/doctor.sh");
        script.write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        script.program("jdk/bin/javac", "exit 0");
        script.java("echo \"java $*\"");
        script.maven("""
                echo '[INFO] Building domain 0.1.0-SNAPSHOT                                          [1/2]'
                echo 'Downloading from there: http://there.example/of/some-1.2.jar'
                echo '[INFO] Building bootstrap 0.1.0-SNAPSHOT                                       [2/2]'
                mkdir -p "%1$s" && : >"%2$s"
                printf '\\033[0m'
                """.formatted(root.resolve(JAR).getParent(), root.resolve(JAR)));
        return script;
    }

    Script with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Script(root, more);
    }

    void java(String body) {
        program("jdk/bin/java", body);
    }

    void maven(String body) {
        program("bin/mvn", body);
    }

    void withoutMaven() {
        try {
            Files.delete(root.resolve("bin/mvn"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks for a JDK that nobody has. */
    void needsAJdkOfTheFuture() {
        write("larder", read("larder").replace("need=25", "need=999"));
    }

    void touch(String source) {
        write(source, "newer");
        try {
            FileTime built = Files.getLastModifiedTime(root.resolve(JAR).resolveSibling("built"));
            Files.setLastModifiedTime(root.resolve(source), FileTime.fromMillis(built.toMillis() + 5_000));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs it with its output and its errors in files, which are no terminals. */
    Said run(String... words) {
        List<String> command =
                new ArrayList<>(List.of("sh", root.resolve("larder").toString()));
        command.addAll(List.of(words));
        return end(command);
    }

    /** Runs it on a terminal of its own, where output and errors come together. */
    Said onTerminal(String... words) {
        String command = "sh " + root.resolve("larder") + " " + String.join(" ", words);
        return end(List.of("script", "-qec", command, "/dev/null"));
    }

    /** Runs it until a file is there, then sends what Ctrl-C sends to all that run on a terminal. */
    Said interruptOnce(Path there, String... words) {
        List<String> command = new ArrayList<>(
                // A build in the background would hand on that it ignores Ctrl-C.
                List.of(
                        "env",
                        "--default-signal=INT",
                        "setsid",
                        "sh",
                        root.resolve("larder").toString()));
        command.addAll(List.of(words));
        return end(command, process -> {
            Eventually.holds("has begun", Duration.ofSeconds(20), () -> Files.exists(there));
            new ProcessBuilder("sh", "-c", "kill -INT -" + process.pid()).start();
        });
    }

    private Said end(List<String> command) {
        return end(command, _ -> {});
    }

    private Said end(List<String> command, Meanwhile meanwhile) {
        try {
            Path out = Files.createTempFile(root, "out", "");
            Path err = Files.createTempFile(root, "err", "");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> all = builder.environment();
            all.keySet().removeIf(name -> name.startsWith("LARDER_") || name.endsWith("_SERVICE_URI"));
            all.keySet().removeAll(List.of("NO_COLOR", "JAVA_HOME", "JDK_JAVA_OPTIONS"));
            all.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
            all.put("LARDER_JAVA_HOME", root.resolve("jdk").toString());
            all.put("LARDER_AOT", "off");
            all.put("TERM", "xterm");
            all.putAll(environment);
            Process process = builder.start();
            meanwhile.happens(process);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not end: " + Files.readString(out) + Files.readString(err));
            }
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void copy(String file) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.copy(SOURCE.resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void program(String file, String body) {
        write(file, "#!/bin/sh\n" + body + "\n");
        try {
            Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(root.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What is done while it runs. */
    @FunctionalInterface
    private interface Meanwhile {
        void happens(Process process) throws IOException;
    }

    /** What it said, and the code that it ended with. */
    record Said(int code, String out, String err) {}
}
