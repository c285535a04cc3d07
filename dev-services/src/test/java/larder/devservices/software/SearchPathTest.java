package larder.devservices.software;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchPathTest {
    @Test
    void a_program_of_an_earlier_folder_wins_and_what_cannot_be_run_is_passed_over(@TempDir Path folder)
            throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.createFile(first.resolve("tool"));
        Path tool = executable(second.resolve("tool"));
        assertEquals(Optional.of(tool), SearchPath.find("tool", first + "::relative:" + second));
        Path earlier = executable(first.resolve("other"));
        executable(second.resolve("other"));
        assertEquals(Optional.of(earlier), SearchPath.find("other", first + ":" + second));
    }

    @Test
    void a_server_is_found_by_a_user_whose_path_leaves_servers_out() {
        assertTrue(SearchPath.find("ldconfig", "/usr/bin:/bin").isPresent());
    }

    @Test
    void an_empty_path_is_no_folder() {
        assertEquals(Optional.empty(), SearchPath.find("no-such-program", ""));
    }

    private static Path executable(Path file) throws IOException {
        Files.createFile(file);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
