package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibaioTest {
    @Test
    void a_system_that_has_it_needs_nothing(@TempDir Path system) throws IOException {
        Files.createFile(system.resolve("libaio.so.1"));
        assertEquals(Optional.empty(), Libaio.missingFrom(List.of(system)));
    }

    @Test
    void a_system_that_lacks_it_gets_it_from_the_package(@TempDir Path system) {
        Path folder = Libaio.missingFrom(List.of(system)).orElseThrow();
        assertTrue(Files.exists(folder.resolve("libaio.so.1")), folder.toString());
    }
}
