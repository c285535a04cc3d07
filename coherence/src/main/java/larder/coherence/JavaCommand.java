package larder.coherence;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a Larder process is started: by this JVM's own Java, on its own class path. */
final class JavaCommand {
    private static final String MAIN = "larder.bootstrap.Main";

    private JavaCommand() {}

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** With these folders first on the class path. */
    static List<String> larder(List<Path> first) {
        List<String> path = new ArrayList<>(
                first.stream().map(Path::toAbsolutePath).map(Path::toString).toList());
        path.add(classPath());
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, path),
                MAIN,
                "serve");
    }
}
