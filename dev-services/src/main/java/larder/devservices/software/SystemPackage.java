package larder.devservices.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program or library of the operating system: one that is installed, or its package unpacked into the cache folder. */
public final class SystemPackage {
    private static final List<String> PROGRAMS = List.of("usr/bin", "usr/sbin", "bin", "sbin");

    private final CacheFolder cache;

    SystemPackage(CacheFolder cache) {
        this.cache = cache;
    }

    /** Packages that are kept in this user's cache folder. */
    public static SystemPackage ofUser() {
        return new SystemPackage(CacheFolder.ofUser());
    }

    /** A program that can be run: from the PATH, or from the package of that name in this user's cache folder. */
    public static Path binary(String program, String packageName) {
        Optional<Path> installed = SearchPath.find(program);
        return installed.isPresent() ? installed.get() : ofUser().unpackedBinary(program, packageName);
    }

    /** A program from a package, whatever is on the PATH: a small script that runs it with the libraries beside it. */
    public Path unpackedBinary(String program, String packageName) {
        return unpacked(packageName, folder -> writeLauncher(program, folder)).resolve("run-" + program);
    }

    /** A folder that holds the libraries of a package. */
    public Path libraries(String packageName) {
        Path root = unpacked(packageName, _ -> {});
        List<Path> folders = libraryFolders(root);
        if (folders.isEmpty()) {
            throw new SoftwareUnavailable("The package " + packageName + " holds no library");
        }
        return folders.getFirst();
    }

    /** Whether packages can be had here at all, if they can be fetched. */
    public static boolean possible() {
        return SearchPath.find("apt-get").isPresent() && SearchPath.find("dpkg").isPresent();
    }

    /** Whether a package was unpacked into that folder before. */
    public static boolean isKept(String packageName, CacheFolder cache) {
        return cache.holds(name(packageName));
    }

    private static String name(String packageName) {
        return "packages/%s-%s/%s".formatted(AptDownload.release(), Machine.platform(), packageName);
    }

    private Path unpacked(String packageName, Consumer<Path> afterwards) {
        if (!possible()) {
            throw new SoftwareUnavailable("No apt-get here to fetch the package " + packageName + " with");
        }
        return cache.folder(name(packageName), folder -> {
            AptDownload.unpack(List.of(packageName), folder);
            afterwards.accept(folder);
        });
    }

    /** The script finds its folder when it runs, because the folder gets its name only when it is complete. */
    private static void writeLauncher(String program, Path root) {
        Path binary = program(program, root);
        String libraries = libraryFolders(root).stream()
                .map(folder -> "$here/" + root.relativize(folder))
                .collect(Collectors.joining(":"));
        String script = """
                #!/bin/sh
                here=$(cd "$(dirname "$0")" && pwd)
                LD_LIBRARY_PATH="%s${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
                export LD_LIBRARY_PATH
                exec "$here/%s" "$@"
                """.formatted(libraries, root.relativize(binary));
        try {
            Path file = Files.writeString(root.resolve("run-" + program), script);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new SoftwareUnavailable("Cannot write below " + root, e);
        }
    }

    /** Where a package keeps several versions, what stands in the usual folders is a script that looks for installed ones. */
    private static Path program(String program, Path root) {
        return Stream.concat(
                        versions(program, root),
                        PROGRAMS.stream().map(folder -> root.resolve(folder).resolve(program)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new SoftwareUnavailable("The package holds no program " + program));
    }

    private static Stream<Path> versions(String program, Path root) {
        Path versioned = root.resolve("usr/lib");
        if (!Files.isDirectory(versioned)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.find(
                versioned, 4, (file, kind) -> kind.isRegularFile() && file.endsWith(Path.of("bin", program)))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new SoftwareUnavailable("Cannot read " + versioned, e);
        }
    }

    private static List<Path> libraryFolders(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().contains(".so"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SoftwareUnavailable("Cannot read " + root, e);
        }
    }
}
