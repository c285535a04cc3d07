package larder.devservices.backing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A server's address in Larder's form, {@code scheme://user:password@host:port/database}.
 *
 * @param userInfo {@code user:password} as it stands in the URL, or empty
 * @param database the part behind the slash, or empty
 */
public record ServerAddress(String scheme, String userInfo, String host, int port, String database) {
    public ServerAddress {
        if (scheme.isBlank() || host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("An address needs a scheme, a host and a port from 1 to 65535");
        }
    }

    /** The address that an environment variable names, if it is set. */
    public static Optional<ServerAddress> inEnvironment(String variable, int defaultPort) {
        String url = System.getenv(variable);
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(url.strip(), defaultPort));
        } catch (URISyntaxException | IllegalArgumentException _) {
            // Neither the text nor the cause is passed on: both hold the password.
            throw new IllegalArgumentException(
                    variable + " is not an address like scheme://user:password@host:port/name");
        }
    }

    /** The address in a URL that names a port. */
    public static ServerAddress of(String url) {
        try {
            return parse(url, 0);
        } catch (URISyntaxException _) {
            // The cause is not passed on: it holds the password.
            throw new IllegalArgumentException("Not an address like scheme://user:password@host:port/name");
        }
    }

    private static ServerAddress parse(String url, int defaultPort) throws URISyntaxException {
        URI uri = new URI(url);
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("No scheme or host");
        }
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        String path = uri.getPath() == null ? "" : uri.getPath();
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        return new ServerAddress(
                uri.getScheme(), userInfo, uri.getHost(), port, path.startsWith("/") ? path.substring(1) : path);
    }

    public String url() {
        String user = userInfo.isEmpty() ? "" : userInfo + "@";
        String name = database.isEmpty() ? "" : "/" + database;
        return "%s://%s%s:%d%s".formatted(scheme, user, host, port, name);
    }

    public ServerAddress at(String otherHost, int otherPort) {
        return new ServerAddress(scheme, userInfo, otherHost, otherPort, database);
    }

    public ServerAddress withDatabase(String name) {
        return new ServerAddress(scheme, userInfo, host, port, name);
    }

    public String user() {
        int colon = userInfo.indexOf(':');
        return decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    }

    public String password() {
        int colon = userInfo.indexOf(':');
        return colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s://%s:%d/%s".formatted(scheme, host, port, database);
    }
}
