package larder.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import larder.devservices.backing.Deadline;
import org.junit.jupiter.api.Test;

final class ValkeyClusterTest {
    @Test
    void serves_every_slot_and_mends_itself_after_the_loss_of_a_master() throws IOException {
        try (ValkeyCluster cluster = ValkeyCluster.start()) {
            assertTrue(cluster.url().matches("valkey-cluster://(127\\.0\\.0\\.1:\\d+,?){3}"), cluster.url());
            ValkeyServer first = cluster.masters().getFirst();
            ValkeyServer last = cluster.masters().getLast();
            assertTrue(info(first).contains("cluster_slots_ok:16384"), info(first));
            // The slot of 'foo' is 12182, which the last master has.
            assertEquals("OK", Resp.ask(last.address(), "SET", "foo", "1").getFirst());
            assertThrows(IOException.class, () -> Resp.ask(first.address(), "GET", "foo"));

            last.kill();
            assertTrue(
                    Deadline.in(Duration.ofSeconds(15)).await(() -> info(first).contains("cluster_state:fail")));
            last.restart();
            cluster.awaitComplete();
        }
    }

    private static String info(ValkeyServer node) {
        try {
            return Resp.ask(node.address(), "CLUSTER", "INFO").getFirst();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
