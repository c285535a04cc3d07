package larder.adapter.http;

import larder.domain.InvalidValue;

/**
 * Where the HTTP API listens and who may write.
 *
 * @param host the name or address to listen on
 * @param port 0 to 65535; 0 takes a free one
 */
public record HttpConfig(String host, int port, Writes writes) {
    public HttpConfig {
        if (host.isBlank()) {
            throw new InvalidValue("the HTTP host must not be blank");
        }
        if (port < 0 || port > 65_535) {
            throw new InvalidValue("the HTTP port must be 0 to 65535");
        }
    }

    /** Who may call the routes that change something. */
    public enum Writes {
        /** Everybody: for development. */
        OPEN,
        /** Only who has a session whose role allows it. */
        SESSION_REQUIRED
    }
}
