package larder.devservices.backing;

import org.jspecify.annotations.Nullable;

/** A server that could not be started, reached or broken as asked; the message says what to look at. */
public final class ServerUnavailable extends RuntimeException {
    public ServerUnavailable(String message) {
        super(message);
    }

    public ServerUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
