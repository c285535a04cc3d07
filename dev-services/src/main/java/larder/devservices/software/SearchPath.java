package larder.devservices.software;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs on this process's PATH. */
public final class SearchPath {
    private static final Duration VERSION_BOUND = Duration.ofSeconds(10);

    private SearchPath() {}

    /** The first program of that name. */
    public static Optional<Path> find(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path file = Path.of(folder).resolve(program);
            if (Path.of(folder).isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** The major version in what {@code program --version} says, found by a pattern whose group 1 it is; 0 if it says none. */
    public static int majorVersion(Path program, Pattern pattern) {
        String said = Command.run(VERSION_BOUND, Path.of("/"), List.of(program.toString(), "--version"));
        Matcher matcher = pattern.matcher(said);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
