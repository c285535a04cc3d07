package larder.devservices.software;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs on this process's PATH, and behind them those for servers, which a normal user's PATH often leaves out. */
public final class SearchPath {
    private static final List<String> SERVERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private static final Duration VERSION_BOUND = Duration.ofSeconds(10);

    private SearchPath() {}

    /** The first program of that name. */
    public static Optional<Path> find(String program) {
        return find(program, Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    static Optional<Path> find(String program, String path) {
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), SERVERS.stream())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The major version in what {@code program --version} says, found by a pattern whose group 1 it is; 0 if it says none. */
    public static int majorVersion(Path program, Pattern pattern) {
        String said = Command.run(VERSION_BOUND, Path.of("/"), List.of(program.toString(), "--version"));
        Matcher matcher = pattern.matcher(said);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
