package larder.adapter.valkey;

import java.time.Duration;
import java.util.List;
import larder.domain.InvalidValue;

/**
 * Where Valkey is and how long one call to it may take. Its text never shows the password.
 *
 * @param topology the servers
 * @param transport how they are spoken to
 * @param login who Larder is to them
 * @param database the number of the database, 0 or more; always 0 in a cluster
 * @param callDeadline the longest that a request waits for one call, 1 ms to 10 s
 */
public record ValkeyConfig(Topology topology, Transport transport, Login login, int database, Duration callDeadline) {
    private static final Duration DEFAULT_DEADLINE = Duration.ofMillis(25);
    private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(1);
    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(10);

    public ValkeyConfig {
        if (database < 0) {
            throw new InvalidValue("the number of a Valkey database is 0 or more");
        }
        if (database > 0 && topology instanceof Topology.Cluster) {
            throw new InvalidValue("a Valkey cluster has no database but 0");
        }
        if (callDeadline.compareTo(SHORTEST_DEADLINE) < 0 || callDeadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new InvalidValue("the deadline of a call to Valkey is 1 ms to 10 s");
        }
    }

    /**
     * Reads an address: {@code valkey://}, {@code redis://} (plain) or {@code valkeys://}, {@code rediss://} (TLS) with {@code
     * user:password@host:port/database}; {@code valkey-cluster://host:port,host:port}; {@code
     * valkey-sentinel://host:port,host:port/master-name}. User and password are percent-decoded. {@code ?deadline=100} at the end
     * sets the deadline of a call, in milliseconds; it is 25 otherwise.
     *
     * @throws InvalidValue with a sentence that holds nothing of the address
     */
    public static ValkeyConfig parse(String url) {
        return new ValkeyUrl(url).config(DEFAULT_DEADLINE);
    }

    /** The same servers with another deadline. */
    public ValkeyConfig withCallDeadline(Duration deadline) {
        return new ValkeyConfig(topology, transport, login, database, deadline);
    }

    /** How the servers stand to each other. */
    public sealed interface Topology {
        /** One server. */
        record Single(Node node) implements Topology {}

        /** A cluster, found through any of its nodes. */
        record Cluster(List<Node> nodes) implements Topology {
            public Cluster {
                nodes = List.copyOf(nodes);
            }
        }

        /** A master that sentinels watch. */
        record Sentinel(List<Node> sentinels, String master) implements Topology {
            public Sentinel {
                sentinels = List.copyOf(sentinels);
            }
        }
    }

    /** Host and port of one server. An IPv6 address stands without brackets. */
    public record Node(String host, int port) {
        public Node {
            if (host.isEmpty()) {
                throw new InvalidValue("a Valkey address names a host");
            }
            if (port < 1 || port > 65_535) {
                throw new InvalidValue("the port of a Valkey address is 1 to 65535");
            }
        }

        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** What lies under the protocol. */
    public enum Transport {
        PLAIN,
        TLS
    }

    /** User and password; both empty for none, only the user empty for the server's default user. */
    public record Login(String user, String password) {
        /** No login at all. */
        public static final Login NONE = new Login("", "");

        @Override
        public String toString() {
            return password.isEmpty() ? "none" : user + ":***";
        }
    }
}
