package larder.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import larder.devservices.ValkeyServer;

/** A few words with Valkey, beside the subject's back. */
final class ValkeyClient {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private ValkeyClient() {}

    /** Sends one command and answers its first line. */
    static String say(ValkeyServer server, String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) BOUND.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (line == null || line.startsWith("-")) {
                throw new IllegalStateException("Valkey refuses " + command + ": " + line);
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
