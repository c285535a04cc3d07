package larder.adapter.valkey;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import larder.adapter.valkey.ValkeyConfig.Topology;
import larder.domain.port.Cache;
import larder.domain.port.HealthCheck;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.LoadLock;
import larder.domain.port.RateLimit;
import larder.domain.port.SessionStore;
import larder.domain.port.ViewBuffer;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;

/**
 * Cache, load lock, rate limits, feed and view buffer on one Valkey, behind one breaker, and sessions, which have none. Opening waits
 * for no server: the connection is made meanwhile, and made again whenever it was lost.
 */
public final class Valkey implements AutoCloseable {
    private static final Duration PROBE_BOUND = Duration.ofSeconds(1);
    /** Nothing stands in for the sessions, so they are worth a wait. */
    private static final Duration STORE_BOUND = Duration.ofMillis(400);

    /** A release is waited for no longer than this part of a call's deadline. */
    private static final int RELEASE_SHARE = 5;

    /**
     * What a call to the buffer may take: more than a read of an entry, which the database can stand in for, since the server
     * answers an append when its disk has it.
     */
    private static final Duration BUFFER_BOUND = Duration.ofSeconds(1);

    private static final Duration BUFFER_ABANDON = BUFFER_BOUND.multipliedBy(2);

    private static final long SHUTDOWN_SECONDS = 2;

    private final NetworkThread network = new NetworkThread();
    private final RedissonClient redisson;
    private final Prober prober;
    private final Cache cache;
    private final LoadLock loadLock;
    private final ViewBuffer views;
    private final HealthCheck health;
    private final SessionStore sessions;
    private final RateLimit rateLimit;
    private final InvalidationFeed feed;

    private Valkey(ValkeyConfig config, int mostViews) {
        redisson = Redisson.create(ClientSettings.of(config, network));
        Breaker breaker = new Breaker();
        Scripts scripts = Scripts.of(redisson, config.database());
        EntryReads reads = reads(scripts, config.topology());
        Supplier<Collection<? extends RedisNode>> masters = masters(redisson, config.topology());
        Calls probing = new BoundedCalls(PROBE_BOUND, network);
        ServerProbe probe = new ServerProbe(
                new ValkeyCache(
                        scripts, reads, redisson.getKeys(), new Sweep(masters, redisson.getKeys(), probing), probing),
                new ValkeyLoadLock(redisson, probing, PROBE_BOUND),
                () -> allAnswer(masters.get()));
        FirstLook look = new FirstLook(masters, scripts.ofEntries());
        BufferSafety safety = new BufferSafety(masters);
        prober = new Prober(breaker, () -> {
            look.run();
            probe.run();
            safety.warn();
        });
        GuardedCalls calls = new GuardedCalls(breaker, prober, new BoundedCalls(config.callDeadline(), network));
        cache = new ValkeyCache(
                scripts, reads, redisson.getKeys(), new Sweep(masters, redisson.getKeys(), calls), calls);
        loadLock = new ValkeyLoadLock(redisson, calls, config.callDeadline().dividedBy(RELEASE_SHARE));
        views = new ValkeyViewBuffer(
                scripts.patient(BUFFER_ABANDON),
                new GuardedCalls(breaker, prober, new BoundedCalls(BUFFER_BOUND, network)),
                mostViews);
        health = new ValkeyHealth(breaker);
        sessions = new ValkeySessionStore(scripts, redisson.getKeys(), new BoundedCalls(storeBound(config), network));
        rateLimit = new ValkeyRateLimit(scripts, calls);
        feed = new ValkeyFeed(scripts, calls, new BoundedCalls(config.callDeadline(), network), breaker::doubt);
    }

    public static Valkey open(ValkeyConfig config) {
        return open(config, ValkeyViewBuffer.MOST);
    }

    static Valkey open(ValkeyConfig config, int mostViews) {
        Valkey valkey = new Valkey(config, mostViews);
        valkey.prober.start();
        return valkey;
    }

    /**
     * Looks at the servers for a person, within some seconds, and changes nothing: what is found, by what was looked at, in order.
     *
     * @param host this machine's clock, to be compared with theirs
     */
    public static SequencedMap<String, HealthCheck.Health> examine(ValkeyConfig config, InstantSource host) {
        NetworkThread network = new NetworkThread();
        RedissonClient redisson = Redisson.create(ClientSettings.of(config, network));
        try {
            return new Examination(config, masters(redisson, config.topology()), host).run();
        } finally {
            redisson.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            network.close();
        }
    }

    public Cache cache() {
        return cache;
    }

    public LoadLock loadLock() {
        return loadLock;
    }

    public SessionStore sessions() {
        return sessions;
    }

    public RateLimit rateLimit() {
        return rateLimit;
    }

    /** Where views wait, in the stream {@code {views}}; at most 100,000 of them. */
    public ViewBuffer views() {
        return views;
    }

    /** What processes tell each other of entries that were forgotten, in the stream {@code {larder}:feed}. */
    public InvalidationFeed feed() {
        return feed;
    }

    /** UP while Valkey is used, DEGRADED while it is left alone. */
    public HealthCheck health() {
        return health;
    }

    /** Ends every connection and thread, within a few seconds. */
    @Override
    public void close() {
        prober.close();
        redisson.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        network.close();
    }

    private static Duration storeBound(ValkeyConfig config) {
        return config.callDeadline().compareTo(STORE_BOUND) > 0 ? config.callDeadline() : STORE_BOUND;
    }

    private static Supplier<Collection<? extends RedisNode>> masters(RedissonClient redisson, Topology topology) {
        return switch (topology) {
            case Topology.Single _ ->
                () -> List.of(redisson.getRedisNodes(RedisNodes.SINGLE).getInstance());
            case Topology.Cluster _ ->
                () -> redisson.getRedisNodes(RedisNodes.CLUSTER).getMasters();
            case Topology.Sentinel _ ->
                () -> List.of(
                        redisson.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getMaster());
        };
    }

    private static boolean allAnswer(Collection<? extends RedisNode> masters) {
        return masters.stream().allMatch(master -> master.ping(PROBE_BOUND.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static EntryReads reads(Scripts scripts, Topology topology) {
        return switch (topology) {
            case Topology.Single _, Topology.Sentinel _ -> new EntryReads.OnOneServer(scripts);
            case Topology.Cluster _ -> new EntryReads.OnManyServers(scripts);
        };
    }
}
