package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import larder.devservices.backing.ServerAddress;
import org.junit.jupiter.api.Test;

/** In JVMs of their own, because a JVM cannot change its environment. */
final class EnvironmentTest {
    /** Uses the servers that the environment names as a test would, and tries to break one. */
    static final class User {
        private User() {}

        public static void main(String[] arguments) throws IOException {
            try (PostgresServer postgres = PostgresServer.start();
                    ValkeyServer valkey = ValkeyServer.start()) {
                System.out.println(postgres.freshDatabase());
                System.out.println(valkey.origin());
                valkey.kill();
            } catch (UnsupportedOperationException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String use(String postgresUrl) throws Exception {
        ProcessBuilder jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                User.class.getName());
        jvm.environment().put(PostgresServer.VARIABLE, postgresUrl);
        jvm.environment().put(ValkeyServer.VARIABLE, ValkeyServer.shared().url());
        Process process = jvm.redirectErrorStream(true).start();
        String said = String.join("\n", process.inputReader().lines().toList());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return said;
    }

    @Test
    void a_named_server_is_used_and_neither_broken_nor_left_with_databases() throws Exception {
        ServerAddress postgres = ServerAddress.of(PostgresServer.shared().url());
        String countLent = "SELECT count(*) FROM pg_database WHERE datname LIKE 'larder%'";
        String before = Jdbc.ask(postgres, countLent);
        String said = use(postgres.url());
        assertTrue(said.contains(postgres.withDatabase("larder_").url()), said);
        assertTrue(said.contains("the server in " + ValkeyServer.VARIABLE), said);
        assertTrue(said.contains("A server that is not ours is not broken"), said);
        assertEquals(before, Jdbc.ask(postgres, countLent));
    }

    @Test
    void a_bad_address_is_told_by_its_variable_and_without_its_password() throws Exception {
        String said = use("post gres://ann:secret@127.0.0.1/store");
        assertTrue(said.contains(PostgresServer.VARIABLE + " is not an address"), said);
        assertFalse(said.contains("secret"), said);
    }
}
