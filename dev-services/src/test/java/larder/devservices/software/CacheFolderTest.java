package larder.devservices.software;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheFolderTest {
    private static final int ASKERS = 4;

    /** Asks for one folder in a JVM of its own; the maker is slow, and notes each making outside. */
    static final class Asker {
        private Asker() {}

        public static void main(String[] arguments) {
            ask(Path.of(arguments[0]));
        }
    }

    private static Path ask(Path root) {
        return new CacheFolder(root).folder("things/one", folder -> {
            try {
                Files.writeString(root.resolve("makings"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Files.writeString(folder.resolve("first"), "1");
                Thread.sleep(Duration.ofMillis(300));
                Files.writeString(folder.resolve("last"), "2");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void threads_that_ask_at_once_find_what_one_of_them_made(@TempDir Path root) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<String>> question = () -> {
                gate.await();
                return names(ask(root));
            };
            List<Future<List<String>>> answers = IntStream.range(0, ASKERS)
                    .mapToObj(_ -> askers.submit(question))
                    .toList();
            gate.countDown();
            for (Future<List<String>> answer : answers) {
                assertEquals(List.of("first", "last"), answer.get(10, TimeUnit.SECONDS));
            }
        }
        assertEquals("x", Files.readString(root.resolve("makings")));
    }

    @Test
    void processes_that_ask_at_once_find_what_one_of_them_made(@TempDir Path root) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int asker = 0; asker < ASKERS; asker++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Asker.class.getName(),
                            root.toString())
                    .inheritIO()
                    .start());
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
        assertEquals("x", Files.readString(root.resolve("makings")));
        assertEquals(List.of("first", "last"), names(root.resolve("things/one")));
    }

    @Test
    void a_maker_that_fails_leaves_nothing_and_the_next_one_succeeds(@TempDir Path root) throws IOException {
        CacheFolder cache = new CacheFolder(root);
        assertThrows(
                SoftwareUnavailable.class,
                () -> cache.folder("one", _ -> {
                    throw new SoftwareUnavailable("no network");
                }));
        assertFalse(Files.exists(root.resolve("one")));
        assertEquals(List.of("one.lock"), names(root));
        assertTrue(Files.isDirectory(cache.folder("one", _ -> {})));
    }
}
