package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import larder.contracts.Patience;
import larder.devservices.ValkeyCluster;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a look at real servers finds, before Larder uses them. */
@Timeout(60)
final class ExaminationTest {
    private static final String SECRET = "geheim-7";

    @Test
    void a_server_that_is_set_as_it_should_be_is_well_in_every_respect() {
        try (ValkeyServer server = ValkeyServer.start(
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "volatile-lru")) {
            SequencedMap<String, Health> found = look(server.url() + "?deadline=1000");
            assertEquals(
                    List.of("cache", "topology", "calls", "memory", "views", "clock"), List.copyOf(found.keySet()));
            found.forEach((name, health) -> assertEquals(State.UP, health.state(), name + ": " + health.detail()));
            assertTrue(detail(found, "cache").matches("Valkey [0-9.]+ answers"), detail(found, "cache"));
            assertEquals(List.of(), new Cli(server.port()).call("KEYS", "*"), "the look left something");
        }
    }

    @Test
    void what_could_lose_views_or_fill_the_memory_is_noted() {
        try (ValkeyServer server = ValkeyServer.start("--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru")) {
            SequencedMap<String, Health> found = look(server.url());
            assertEquals(State.DEGRADED, state(found, "views"));
            assertTrue(detail(found, "views").contains("appendonly is no"), detail(found, "views"));
            assertTrue(detail(found, "views").contains("evicts any key"), detail(found, "views"));
            Cli cli = new Cli(server.port());
            cli.line("CONFIG", "SET", "maxmemory-policy", "noeviction");
            assertTrue(detail(look(server.url()), "memory").contains("maxmemory-policy is noeviction"));
            cli.line("CONFIG", "SET", "maxmemory", "0");
            SequencedMap<String, Health> boundless = look(server.url());
            assertEquals(State.DEGRADED, state(boundless, "memory"));
            assertTrue(detail(boundless, "memory").contains("maxmemory is not set"), detail(boundless, "memory"));
        }
    }

    @Test
    void a_call_that_takes_as_long_as_it_may_is_noted_with_what_would_do() {
        try (ValkeyServer server = ValkeyServer.start();
                TcpProxy slow = TcpProxy.inFrontOf(server)) {
            slow.delay(Duration.ofMillis(30));
            SequencedMap<String, Health> found = look("valkey://127.0.0.1:" + slow.port());
            assertEquals(State.DEGRADED, state(found, "calls"), detail(found, "calls"));
            assertTrue(detail(found, "calls").contains("end the address with ?deadline="), detail(found, "calls"));
        }
    }

    @Test
    void a_clock_that_differs_is_noted() {
        try (ValkeyServer server = ValkeyServer.start()) {
            InstantSource late = () -> InstantSource.system().instant().minusSeconds(90);
            SequencedMap<String, Health> found = Valkey.examine(ValkeyConfig.parse(server.url()), late);
            assertEquals(State.DEGRADED, state(found, "clock"));
            assertTrue(
                    detail(found, "clock").matches("it differs from this machine's by (89|90)[0-9]{3} ms: .*"),
                    detail(found, "clock"));
        }
    }

    @Test
    void a_wrong_password_and_a_missing_one_are_said_and_not_repeated() {
        try (ValkeyServer server = ValkeyServer.start("--requirepass", "right")) {
            for (String login : List.of("", ":" + SECRET + "@")) {
                SequencedMap<String, Health> found = look("valkey://" + login + "127.0.0.1:" + server.port());
                assertEquals(State.DOWN, state(found, "cache"));
                assertTrue(detail(found, "cache").contains("the user or the password"), detail(found, "cache"));
                assertFalse(found.toString().contains(SECRET), found::toString);
                assertEquals(1, found.size());
            }
        }
    }

    @Test
    void a_server_that_is_not_there_is_told_from_a_host_that_nobody_knows() {
        String nowhere = detail(look("valkey://127.0.0.1:1"), "cache");
        assertTrue(nowhere.contains("does not answer"), nowhere);
        String unknown = detail(look("valkey://no-such-host.invalid"), "cache");
        assertTrue(unknown.contains("nobody knows the name"), unknown);
    }

    @Test
    void a_server_that_takes_connections_and_answers_nothing_is_given_up() {
        try (ValkeyServer server = ValkeyServer.start();
                TcpProxy mute = TcpProxy.inFrontOf(server)) {
            mute.blackhole();
            SequencedMap<String, Health> found = look("valkey://127.0.0.1:" + mute.port());
            assertEquals(State.DOWN, state(found, "cache"));
            assertTrue(detail(found, "cache").contains("does not answer (TimeoutException)"), detail(found, "cache"));
        }
    }

    @Test
    void a_replica_is_refused() {
        try (ValkeyServer master = ValkeyServer.start();
                ValkeyServer replica = ValkeyServer.start()) {
            Cli cli = new Cli(replica.port());
            cli.line("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
            Patience.until("a replica", () -> cli.line("INFO", "replication").contains("role:slave"));
            SequencedMap<String, Health> found = look(replica.url());
            assertEquals(State.DOWN, state(found, "cache"));
            assertTrue(detail(found, "cache").contains("replica"), detail(found, "cache"));
        }
    }

    @Test
    void a_cluster_is_seen_and_a_node_of_one_is_no_single_server() {
        try (ValkeyCluster cluster = ValkeyCluster.start()) {
            assertEquals("a cluster of 3 masters", detail(look(cluster.url()), "topology"));
            int node = cluster.masters().getFirst().port();
            SequencedMap<String, Health> found = look("valkey://127.0.0.1:" + node);
            assertEquals(State.DOWN, state(found, "topology"));
            assertTrue(detail(found, "topology").contains("valkey-cluster://"), detail(found, "topology"));
        }
    }

    private static SequencedMap<String, Health> look(String url) {
        return Valkey.examine(ValkeyConfig.parse(url), InstantSource.system());
    }

    private static State state(SequencedMap<String, Health> found, String name) {
        return one(found, name).state();
    }

    private static String detail(SequencedMap<String, Health> found, String name) {
        return one(found, name).detail();
    }

    private static Health one(SequencedMap<String, Health> found, String name) {
        return Optional.ofNullable(found.get(name))
                .orElseThrow(() -> new AssertionError(name + " was not looked at: " + found));
    }
}
