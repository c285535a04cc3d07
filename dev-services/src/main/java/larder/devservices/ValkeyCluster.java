package larder.devservices;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larder.devservices.backing.Deadline;
import larder.devservices.backing.ServerAddress;
import larder.devservices.backing.ServerUnavailable;

/** A real Valkey cluster of three masters without replicas, on the loopback address. */
public final class ValkeyCluster implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final Duration START = Duration.ofSeconds(30);
    private static final List<String> ARGUMENTS = List.of("--cluster-enabled", "yes", "--cluster-node-timeout", "2000");

    private final List<ValkeyServer> masters;

    private ValkeyCluster(List<ValkeyServer> masters) {
        this.masters = List.copyOf(masters);
    }

    /** Starts the nodes and returns when each says that the cluster is complete: some two seconds, by Valkey's own clock. */
    public static ValkeyCluster start() {
        List<ValkeyServer> started = new ArrayList<>();
        try {
            for (int node = 0; node < MASTERS; node++) {
                started.add(ValkeyServer.startLocal(ARGUMENTS));
            }
            ValkeyCluster cluster = new ValkeyCluster(started);
            cluster.join();
            cluster.awaitComplete();
            return cluster;
        } catch (IOException e) {
            started.forEach(ValkeyServer::close);
            throw new ServerUnavailable("The Valkey nodes do not form a cluster", e);
        } catch (RuntimeException e) {
            started.forEach(ValkeyServer::close);
            throw e;
        }
    }

    /** Different epochs from the start, so that no node has to yield to another. */
    private void join() throws IOException {
        ServerAddress first = masters.getFirst().address();
        for (int node = 0; node < MASTERS; node++) {
            ServerAddress address = masters.get(node).address();
            Resp.ask(address, "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(node + 1));
            Resp.ask(address, slots(SLOTS * node / MASTERS, SLOTS * (node + 1) / MASTERS));
            Resp.ask(first, "CLUSTER", "MEET", address.host(), Integer.toString(address.port()));
        }
    }

    private static String[] slots(int from, int to) {
        List<String> words = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        IntStream.range(from, to).mapToObj(Integer::toString).forEach(words::add);
        return words.toArray(String[]::new);
    }

    /** Waits until every node sees every slot served; throws when that takes over 30 s. */
    public void awaitComplete() {
        if (!Deadline.in(START).await(() -> masters.stream().allMatch(ValkeyCluster::complete))) {
            throw new ServerUnavailable("The Valkey cluster is not complete within " + START.toSeconds() + " s");
        }
    }

    private static boolean complete(ValkeyServer master) {
        try {
            String info = Resp.ask(master.address(), "CLUSTER", "INFO").getFirst();
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
        } catch (IOException _) {
            return false; // not yet: asked again until the deadline
        }
    }

    /** {@code valkey-cluster://host:port,host:port,host:port} */
    public String url() {
        return masters.stream()
                .map(master -> master.address().host() + ":" + master.port())
                .collect(Collectors.joining(",", "valkey-cluster://", ""));
    }

    /** The nodes, each to be killed, frozen or restarted for itself; the first holds the lowest slots. */
    public List<ValkeyServer> masters() {
        return masters;
    }

    @Override
    public void close() {
        masters.forEach(ValkeyServer::close);
    }
}
