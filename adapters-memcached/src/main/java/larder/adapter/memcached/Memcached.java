package larder.adapter.memcached;

import java.time.InstantSource;
import larder.domain.port.Cache;
import larder.domain.port.HealthCheck;
import larder.domain.port.LoadLock;

/**
 * Cache and load lock on one Memcached, behind one breaker. Opening waits for no server: the connection is made meanwhile, and
 * made again whenever it was lost.
 */
public final class Memcached implements AutoCloseable {
    private final Prober prober;
    private final Cache cache;
    private final LoadLock loadLock;
    private final HealthCheck health;

    private Memcached(MemcachedConfig config, InstantSource hostClock) {
        Breaker breaker = new Breaker();
        Wires wires = new Wires(config, hostClock);
        prober = new Prober(breaker, wires::open);
        Link link = new Link(breaker, prober, config.callDeadline());
        Tokens tokens = new Tokens();
        cache = new MemcachedCache(link, tokens);
        loadLock = new MemcachedLoadLock(link, tokens);
        health = new MemcachedHealth(breaker);
    }

    public static Memcached open(MemcachedConfig config) {
        return open(config, InstantSource.system());
    }

    /** @param hostClock what this host takes for the time */
    static Memcached open(MemcachedConfig config, InstantSource hostClock) {
        Memcached memcached = new Memcached(config, hostClock);
        memcached.prober.start();
        return memcached;
    }

    public Cache cache() {
        return cache;
    }

    public LoadLock loadLock() {
        return loadLock;
    }

    /** UP while Memcached is used, DEGRADED while it is left alone. */
    public HealthCheck health() {
        return health;
    }

    /** Ends every connection and thread, within a few seconds. */
    @Override
    public void close() {
        prober.close();
    }
}
