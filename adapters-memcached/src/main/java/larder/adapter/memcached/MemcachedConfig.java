package larder.adapter.memcached;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import larder.domain.InvalidValue;

/**
 * Where Memcached is and how long one call to it may take.
 *
 * @param host a name or an address; an IPv6 address stands without brackets
 * @param port 1 to 65535
 * @param callDeadline the longest that a request waits for one call, 1 ms to 10 s
 */
public record MemcachedConfig(String host, int port, Duration callDeadline) {
    private static final int DEFAULT_PORT = 11211;
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration DEFAULT_DEADLINE = Duration.ofMillis(25);
    private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(1);
    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(10);

    public MemcachedConfig {
        if (host.isEmpty()) {
            throw new InvalidValue("a Memcached address names a host");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new InvalidValue("the port of a Memcached address is 1 to 65535");
        }
        if (callDeadline.compareTo(SHORTEST_DEADLINE) < 0 || callDeadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new InvalidValue("the deadline of a call to Memcached is 1 ms to 10 s");
        }
    }

    /**
     * Reads an address, {@code memcached://host:port}; without a port it is 11211.
     *
     * @throws InvalidValue with a sentence that holds nothing of the address
     */
    public static MemcachedConfig parse(String url) {
        URI uri = uri(url);
        if (!"memcached".equals(uri.getScheme()) || uri.getHost() == null) {
            throw malformed();
        }
        boolean more = uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawPath().length() > 1;
        if (more || uri.getRawUserInfo() != null) {
            throw new InvalidValue(
                    "a Memcached address has a host and a port and nothing else; logins are not spoken here");
        }
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return new MemcachedConfig(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), DEFAULT_DEADLINE);
    }

    /** The same server with another deadline. */
    public MemcachedConfig withCallDeadline(Duration deadline) {
        return new MemcachedConfig(host, port, deadline);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            // The parser's message quotes the text, which may hold a password that somebody put there.
            throw malformed();
        }
    }

    private static InvalidValue malformed() {
        return new InvalidValue("a Memcached address is written memcached://host:port");
    }
}
