package larder.devservices.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free TCP port on the loopback address, below the range that outgoing connections take theirs from.
 * So nobody's outgoing connection sits on the port of a server that is down for a moment, and a client that reconnects to it
 * cannot meet itself.
 */
public final class FreePort {
    private static final int LOWEST = 15_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 200;

    private FreePort() {}

    /** A port that was free just now: whoever binds it must be ready to find it taken and to ask again. */
    public static int find() {
        for (int tried = 0; tried < TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (free(port)) {
                return port;
            }
        }
        throw new ServerUnavailable("No free port among %d between %d and %d".formatted(TRIES, LOWEST, BEYOND));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException _) {
            return false; // taken: the caller tries another
        }
    }
}
