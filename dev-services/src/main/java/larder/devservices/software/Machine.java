package larder.devservices.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;

/** The machine that this JVM runs on. */
public final class Machine {
    private Machine() {}

    /** {@code linux-amd64}, {@code linux-arm64}, {@code darwin-amd64} or {@code darwin-arm64}; others by Java's own words. */
    public static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "darwin" : system) + "-"
                + (processor.equals("aarch64") ? "arm64" : processor.equals("x86_64") ? "amd64" : processor);
    }

    /** Its clock, to compare others with. Nothing is put in order by it. */
    public static InstantSource clock() {
        return InstantSource.system();
    }

    /** Whether this JVM runs as root. */
    public static boolean root() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException _) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
