package larder.devservices.software;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemPackageTest {
    @Test
    void a_program_on_the_path_is_taken_as_it_is() {
        assertEquals(SearchPath.find("sh").orElseThrow(), SystemPackage.binary("sh", "no-such-package"));
    }

    /** Each time into an empty cache, so through apt and the network; elsewhere than on Debian and Ubuntu it says so. */
    @Test
    void a_package_is_fetched_without_root_and_its_program_runs(@TempDir Path empty) {
        SystemPackage packages = new SystemPackage(new CacheFolder(empty));
        if (SearchPath.find("apt-get").isEmpty()) {
            assertThrows(SoftwareUnavailable.class, () -> packages.unpackedBinary("hello", "hello"));
            return;
        }
        Path program = packages.unpackedBinary("hello", "hello");
        assertTrue(program.startsWith(empty));
        String said =
                Command.run(Duration.ofSeconds(10), Path.of("/"), List.of(program.toString(), "--greeting=it runs"));
        assertEquals("it runs", said.strip());
    }

    /** The dump of the tutorial's shop is loaded with it. */
    @Test
    void psql_runs_from_its_package_although_a_script_stands_in_its_place(@TempDir Path empty) {
        SystemPackage packages = new SystemPackage(new CacheFolder(empty));
        if (SearchPath.find("apt-get").isEmpty()) {
            assertThrows(SoftwareUnavailable.class, () -> packages.unpackedBinary("psql", "postgresql-client"));
            return;
        }
        // Apt leaves out what the installed package of that name would need and has.
        String named = SearchPath.find("psql")
                .map(psql ->
                        "postgresql-client-" + SearchPath.majorVersion(psql, Pattern.compile("PostgreSQL\\) (\\d+)")))
                .orElse("postgresql-client");
        Path program = packages.unpackedBinary("psql", named);
        String said = Command.run(Duration.ofSeconds(10), Path.of("/"), List.of(program.toString(), "--version"));
        assertTrue(said.startsWith("psql (PostgreSQL)"), said);
    }

    @Test
    void a_package_that_does_not_exist_is_unavailable(@TempDir Path empty) {
        SystemPackage packages = new SystemPackage(new CacheFolder(empty));
        assertThrows(SoftwareUnavailable.class, () -> packages.unpackedBinary("larder", "larder-no-such-package"));
    }

    @Test
    void a_command_that_takes_too_long_is_ended() {
        SoftwareUnavailable thrown = assertThrows(
                SoftwareUnavailable.class,
                () -> Command.run(Duration.ofSeconds(1), Path.of("/"), List.of("sh", "-c", "echo before; sleep 30")));
        assertTrue(String.valueOf(thrown.getMessage()).contains("before"), thrown.getMessage());
    }
}
