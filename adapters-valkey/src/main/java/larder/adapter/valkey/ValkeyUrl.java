package larder.adapter.valkey;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import larder.adapter.valkey.ValkeyConfig.Login;
import larder.adapter.valkey.ValkeyConfig.Node;
import larder.adapter.valkey.ValkeyConfig.Topology;
import larder.adapter.valkey.ValkeyConfig.Transport;
import larder.domain.InvalidValue;

/** The text of a Valkey address, cut into its parts. {@link java.net.URI} knows no list of hosts. */
final class ValkeyUrl {
    private static final String DEADLINE = "deadline=";
    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    private final String scheme;
    private final String login;
    private final String hosts;
    private final String path;
    private final String query;

    ValkeyUrl(String url) {
        int schemeEnd = url.indexOf("://");
        if (schemeEnd < 0) {
            throw unknownScheme();
        }
        scheme = url.substring(0, schemeEnd);
        int queryStart = url.indexOf('?');
        query = queryStart < 0 ? "" : url.substring(queryStart + 1);
        String rest = url.substring(schemeEnd + 3, queryStart < 0 ? url.length() : queryStart);
        if ((queryStart >= 0 && !query.startsWith(DEADLINE)) || rest.indexOf('#') >= 0) {
            throw new InvalidValue("a Valkey address has nothing after a ? but " + DEADLINE
                    + "25 (milliseconds), and no #; in a password they are written %3F and %23");
        }
        int pathStart = rest.indexOf('/');
        String authority = pathStart < 0 ? rest : rest.substring(0, pathStart);
        path = pathStart < 0 ? "" : rest.substring(pathStart + 1);
        int loginEnd = authority.lastIndexOf('@');
        login = loginEnd < 0 ? "" : authority.substring(0, loginEnd);
        hosts = authority.substring(loginEnd + 1);
    }

    ValkeyConfig config(Duration defaultDeadline) {
        Duration deadline = query.isEmpty()
                ? defaultDeadline
                : Duration.ofMillis(
                        number(query.substring(DEADLINE.length()), "the deadline is a whole number of milliseconds"));
        return switch (scheme) {
            case "valkey", "redis" -> single(Transport.PLAIN, deadline);
            case "valkeys", "rediss" -> single(Transport.TLS, deadline);
            case "valkey-cluster" -> {
                if (!path.isEmpty()) {
                    throw new InvalidValue("the address of a Valkey cluster ends after its hosts");
                }
                yield new ValkeyConfig(new Topology.Cluster(nodes(SERVER_PORT)), Transport.PLAIN, login(), 0, deadline);
            }
            case "valkey-sentinel" -> {
                if (path.isEmpty() || path.indexOf('/') >= 0) {
                    throw new InvalidValue("the address of Valkey sentinels ends with / and the name of the master");
                }
                Topology sentinels = new Topology.Sentinel(nodes(SENTINEL_PORT), decoded(path));
                yield new ValkeyConfig(sentinels, Transport.PLAIN, login(), 0, deadline);
            }
            default -> throw unknownScheme();
        };
    }

    private ValkeyConfig single(Transport transport, Duration deadline) {
        if (hosts.indexOf(',') >= 0) {
            throw new InvalidValue("several hosts need an address with valkey-cluster:// or valkey-sentinel://");
        }
        Topology single = new Topology.Single(node(hosts, SERVER_PORT));
        int database = path.isEmpty() ? 0 : number(path, "the path of a Valkey address is the number of a database");
        return new ValkeyConfig(single, transport, login(), database, deadline);
    }

    private List<Node> nodes(int defaultPort) {
        List<Node> nodes = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            nodes.add(node(host, defaultPort));
        }
        return nodes;
    }

    private static Node node(String text, int defaultPort) {
        int portStart = text.lastIndexOf(':');
        int bracket = text.lastIndexOf(']');
        boolean named = portStart > bracket;
        String host = named ? text.substring(0, portStart) : text;
        int port = named
                ? number(text.substring(portStart + 1), "the port of a Valkey address is 1 to 65535")
                : defaultPort;
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new InvalidValue("an IPv6 address stands in brackets, as [::1]:6379");
        }
        return new Node(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    private Login login() {
        if (login.isEmpty()) {
            return Login.NONE;
        }
        int colon = login.indexOf(':');
        if (colon < 0 || colon == login.length() - 1) {
            throw new InvalidValue("a login in a Valkey address is user:password, or :password for the default user");
        }
        return new Login(decoded(login.substring(0, colon)), decoded(login.substring(colon + 1)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // The decoder's message quotes the text, which may be a password.
            throw new InvalidValue("a % in a Valkey address is followed by two hexadecimal digits");
        }
    }

    private static int number(String text, String sentence) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new InvalidValue(sentence);
        }
    }

    private static InvalidValue unknownScheme() {
        return new InvalidValue("a Valkey address begins with valkey://, valkeys://, redis://, rediss://,"
                + " valkey-cluster:// or valkey-sentinel://");
    }
}
