package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import larder.devservices.backing.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatcherTest {
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** Starts every kind of server in a JVM of its own, freezes one, says so, and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws InterruptedException {
            PostgresServer.start();
            MySqlServer.start();
            ValkeyServer.start();
            PostgresServer.start().pause();
            System.out.println("started");
            Thread.sleep(Duration.ofMinutes(2));
        }
    }

    @Test
    void servers_and_their_folders_end_with_a_jvm_that_is_killed(@TempDir Path temporary) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> servers;
        try {
            assertTrue(jvm.inputReader().lines().anyMatch("started"::equals), "the JVM ended before its servers ran");
            servers = jvm.descendants().toList();
            assertTrue(servers.size() >= 8, "watchers and servers: " + servers);
        } finally {
            jvm.destroyForcibly();
        }
        assertTrue(
                Deadline.in(GRACE).await(() -> servers.stream().noneMatch(WatcherTest::runs)),
                () -> "alive: "
                        + servers.stream()
                                .filter(WatcherTest::runs)
                                .map(ProcessHandle::info)
                                .toList());
        assertTrue(Deadline.in(GRACE).await(() -> left(temporary).isEmpty()), () -> "left: " + left(temporary));
        assertEquals(List.of(), left(temporary));
    }

    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return !stat.contains(") Z ");
        } catch (IOException _) {
            return process.isAlive(); // gone, or a system without /proc
        }
    }

    private static List<Path> left(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("larder-"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
