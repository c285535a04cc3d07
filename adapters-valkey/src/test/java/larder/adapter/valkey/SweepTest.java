package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.port.HealthCheck.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clearing of a region that is too big for one question, on a server that is not quick. */
@Timeout(120)
final class SweepTest {
    private final ValkeyServer server = ValkeyServer.start();
    private final Cli cli = new Cli(server.port());
    private final TcpProxy proxy = TcpProxy.inFrontOf(server);

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    @Test
    void answers_that_come_later_than_a_read_would_wait_for_clear_it_all_the_same() {
        try (Opened opened = Opened.at(proxy.url())) {
            entries(opened, 4_000);
            proxy.delay(Duration.ofMillis(20));
            opened.cache().clear("order");
            assertEquals("1", cli.line("DBSIZE"), "the other region's entry alone is left");
            assertEquals(State.UP, opened.state());
        }
    }

    @Test
    void a_hundred_thousand_entries_are_cleared_and_the_server_is_used_meanwhile() {
        try (Opened opened = Opened.patient(server.url())) {
            entries(opened, 100_000);
            opened.cache().clear("order");
            assertEquals("1", cli.line("DBSIZE"));
            assertEquals(State.UP, opened.state());
        }
    }

    private void entries(Opened opened, int number) {
        opened.store(Opened.KEY, Opened.ARUN);
        String copies = "for i = 1, " + number + " do redis.call('COPY', KEYS[1], 'order:' .. i) end";
        cli.call("EVAL", copies, "1", Opened.KEY.toString());
        assertEquals(Integer.toString(number + 1), cli.line("DBSIZE"));
    }
}
