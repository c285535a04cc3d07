package larder.adapter.valkey;

import java.time.Duration;
import java.util.List;
import larder.adapter.valkey.ValkeyConfig.Node;
import larder.adapter.valkey.ValkeyConfig.Topology;
import larder.adapter.valkey.ValkeyConfig.Transport;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;

/** Redisson's settings for Larder: nothing is tried twice, nothing waits long, and no replica is read. */
final class ClientSettings {
    private static final int CONNECTIONS = 4;
    private static final int SUBSCRIPTION_CONNECTIONS = 2;
    private static final int LISTENER_THREADS = 1;
    private static final int CONNECT_MILLIS = 500;
    private static final int PING_MILLIS = 1_000;
    private static final int TOPOLOGY_SCAN_MILLIS = 1_000;
    private static final Duration RECONNECTION_DELAY = Duration.ofMillis(200);

    /** After this Redisson gives a connection's unanswered call up. The caller has long gone by then. */
    private static final int ABANDON_MILLIS = 500;

    private ClientSettings() {}

    static Config of(ValkeyConfig config, NetworkThread network) {
        Config settings = new Config()
                .setCodec(ByteArrayCodec.INSTANCE)
                .setLazyInitialization(true)
                // With it, Redisson sends names where it was given texts, and a cluster's batch fails on an unknown
                // name.
                .setUseScriptCache(false)
                .setEventLoopGroup(network.loop())
                .setThreads(LISTENER_THREADS);
        if (!config.login().password().isEmpty()) {
            settings.setPassword(config.login().password());
        }
        if (!config.login().user().isEmpty()) {
            settings.setUsername(config.login().user());
        }
        switch (config.topology()) {
            case Topology.Single single -> single(settings, config, single);
            case Topology.Cluster cluster -> cluster(settings, config, cluster);
            case Topology.Sentinel sentinel -> sentinel(settings, config, sentinel);
        }
        return settings;
    }

    private static void single(Config settings, ValkeyConfig config, Topology.Single single) {
        SingleServerConfig server = settings.useSingleServer()
                .setAddress(address(config.transport(), single.node()))
                .setDatabase(config.database())
                .setConnectionPoolSize(CONNECTIONS)
                .setConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS)
                .setSubscriptionConnectionMinimumIdleSize(0);
        bound(server, config);
    }

    private static void cluster(Config settings, ValkeyConfig config, Topology.Cluster cluster) {
        ClusterServersConfig servers = settings.useClusterServers()
                .addNodeAddress(addresses(config.transport(), cluster.nodes()))
                .setScanInterval(TOPOLOGY_SCAN_MILLIS);
        masterOnly(servers, config);
    }

    private static void sentinel(Config settings, ValkeyConfig config, Topology.Sentinel sentinel) {
        SentinelServersConfig servers = settings.useSentinelServers()
                .setMasterName(sentinel.master())
                .addSentinelAddress(addresses(config.transport(), sentinel.sentinels()))
                .setScanInterval(TOPOLOGY_SCAN_MILLIS)
                .setDatabase(config.database());
        masterOnly(servers, config);
    }

    /** A replica may lag behind: it would answer a value that was invalidated. */
    private static void masterOnly(BaseMasterSlaveServersConfig<?> servers, ValkeyConfig config) {
        servers.setReadMode(ReadMode.MASTER);
        servers.setSubscriptionMode(SubscriptionMode.MASTER);
        servers.setMasterConnectionPoolSize(CONNECTIONS);
        servers.setMasterConnectionMinimumIdleSize(1);
        servers.setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS);
        servers.setSubscriptionConnectionMinimumIdleSize(0);
        bound(servers, config);
    }

    private static void bound(BaseConfig<?> servers, ValkeyConfig config) {
        servers.setRetryAttempts(0);
        servers.setTimeout((int) Math.max(ABANDON_MILLIS, config.callDeadline().toMillis()));
        servers.setSubscriptionTimeout(ABANDON_MILLIS);
        servers.setConnectTimeout(CONNECT_MILLIS);
        servers.setPingConnectionInterval(PING_MILLIS);
        servers.setReconnectionDelay(new ConstantDelay(RECONNECTION_DELAY));
    }

    private static String[] addresses(Transport transport, List<Node> nodes) {
        return nodes.stream().map(node -> address(transport, node)).toArray(String[]::new);
    }

    private static String address(Transport transport, Node node) {
        return switch (transport) {
            case PLAIN -> "redis://" + node;
            case TLS -> "rediss://" + node;
        };
    }
}
