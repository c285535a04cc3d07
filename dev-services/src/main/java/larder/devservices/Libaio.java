package larder.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import larder.devservices.software.CacheFolder;
import larder.devservices.software.Machine;
import larder.devservices.software.SystemPackage;

/** The library that mysqld on Linux needs and that a slim system lacks. */
final class Libaio {
    private static final String PACKAGE = "libaio1";
    private static final String NAME = "libaio.so.1";
    /** Its name where times have 64 bits everywhere; on a 64-bit processor the same library. */
    private static final String NEW_NAME = "libaio.so.1t64";

    private static final List<Path> SYSTEM_FOLDERS = Stream.of(
                    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu")
            .map(Path::of)
            .toList();

    private Libaio() {}

    /** A folder with the library, or nothing if the system has it. */
    static Optional<Path> missing() {
        return Machine.platform().startsWith("linux") ? missingFrom(SYSTEM_FOLDERS) : Optional.empty();
    }

    static Optional<Path> missingFrom(List<Path> systemFolders) {
        if (systemFolders.stream().anyMatch(folder -> Files.exists(folder.resolve(NAME)))) {
            return Optional.empty();
        }
        Optional<Path> renamed = systemFolders.stream()
                .map(folder -> folder.resolve(NEW_NAME))
                .filter(Files::exists)
                .findFirst();
        return Optional.of(renamed.isPresent() ? underOldName(renamed.get()) : fromPackage());
    }

    private static Path fromPackage() {
        Path folder = SystemPackage.ofUser().libraries(PACKAGE);
        return Files.exists(folder.resolve(NAME)) ? folder : underOldName(folder.resolve(NEW_NAME));
    }

    private static Path underOldName(Path library) {
        return CacheFolder.ofUser().folder(PACKAGE + "-link", folder -> {
            try {
                Files.createSymbolicLink(folder.resolve(NAME), library);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write to " + folder, e);
            }
        });
    }
}
