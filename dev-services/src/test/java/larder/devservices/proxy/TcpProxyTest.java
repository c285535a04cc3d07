package larder.devservices.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TcpProxyTest {
    private static final int BOUND_MILLIS = 2_000;

    private final TcpProxy proxy = TcpProxy.inFrontOf(ValkeyServer.shared());

    @AfterEach
    void close() {
        proxy.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), proxy.port());
        socket.setSoTimeout(BOUND_MILLIS);
        return socket;
    }

    private static String ping(Socket socket) throws IOException {
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII);
    }

    /** A connection that the other end closed: the end of the stream, or a reset. */
    private static boolean closed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void passes_on_what_both_ends_say() throws IOException {
        assertEquals("valkey://127.0.0.1:" + proxy.port(), proxy.url());
        try (Socket socket = connect()) {
            assertEquals("+PONG\r\n", ping(socket));
            assertEquals("+PONG\r\n", ping(socket));
        }
    }

    @Test
    void cut_closes_what_is_there_and_refuses_what_comes_until_it_is_restored() throws IOException {
        try (Socket before = connect()) {
            assertEquals("+PONG\r\n", ping(before));
            proxy.cut();
            assertTrue(closed(before));
            assertThrows(ConnectException.class, this::connect);
        }
        proxy.restore();
        try (Socket after = connect()) {
            assertEquals("+PONG\r\n", ping(after));
        }
    }

    @Test
    void blackhole_takes_and_never_answers_and_no_victim_of_it_lives_on() throws IOException {
        try (Socket before = connect()) {
            assertEquals("+PONG\r\n", ping(before));
            proxy.blackhole();
            before.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, () -> ping(before));
            try (Socket during = connect()) {
                during.setSoTimeout(200);
                assertThrows(SocketTimeoutException.class, () -> ping(during));
                proxy.restore();
                during.setSoTimeout(BOUND_MILLIS);
                assertTrue(closed(during));
            }
            before.setSoTimeout(BOUND_MILLIS);
            assertTrue(closed(before));
        }
        try (Socket after = connect()) {
            assertEquals("+PONG\r\n", ping(after));
        }
    }

    @Test
    void delay_slows_each_chunk_both_ways_and_connections_outlive_it() throws IOException {
        try (Socket socket = connect()) {
            assertEquals("+PONG\r\n", ping(socket));
            proxy.delay(Duration.ofMillis(150));
            long start = System.nanoTime();
            assertEquals("+PONG\r\n", ping(socket));
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            assertTrue(millis >= 300, millis + " ms");
            proxy.restore();
            assertEquals("+PONG\r\n", ping(socket));
        }
    }

    @Test
    void garbage_answers_bytes_that_are_no_reply() throws IOException {
        try (Socket before = connect()) {
            assertEquals("+PONG\r\n", ping(before));
            proxy.garbage();
            assertFalse(ping(before).contains("PONG"));
            try (Socket during = connect();
                    Socket again = connect()) {
                assertArrayEquals(
                        again.getInputStream().readNBytes(256),
                        during.getInputStream().readNBytes(256));
            }
        }
    }

    @Test
    void closed_it_refuses_and_takes_no_more_orders() throws IOException {
        try (Socket socket = connect()) {
            proxy.close();
            assertTrue(closed(socket));
        }
        assertThrows(ConnectException.class, this::connect);
        assertThrows(IllegalStateException.class, proxy::restore);
    }

    @Test
    void a_delay_is_not_negative_and_not_over_a_minute() {
        assertThrows(IllegalArgumentException.class, () -> proxy.delay(Duration.ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> proxy.delay(Duration.ofSeconds(61)));
    }
}
