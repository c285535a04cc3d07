package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import larder.adapter.http.HttpConfig.Writes;
import org.junit.jupiter.api.Test;

/** An address that cannot be listened on is said in a sentence. */
final class ListeningTest {
    @Test
    void a_port_that_another_program_has() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(
                    "cannot listen on 127.0.0.1 port " + other.getLocalPort() + ": another program does already",
                    refusal("127.0.0.1", other.getLocalPort()));
        }
    }

    @Test
    void an_address_that_this_machine_does_not_have() {
        assertEquals(
                "cannot listen on 192.0.2.1 port 8000: this machine has no such address", refusal("192.0.2.1", 8000));
    }

    @Test
    void a_name_that_nobody_knows() {
        assertEquals(
                "cannot listen on no-such-host.invalid port 8000: nobody knows that name",
                refusal("no-such-host.invalid", 8000));
    }

    private static String refusal(String host, int port) {
        try (HttpApi api = HttpApi.open(new HttpConfig(host, port, Writes.OPEN))) {
            UncheckedIOException refused =
                    assertThrows(UncheckedIOException.class, () -> api.start(List.of(), List.of()));
            assertInstanceOf(BindException.class, refused.getCause());
            return String.valueOf(refused.getMessage());
        }
    }
}
