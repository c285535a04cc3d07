package larder.adapter.memcached;

import larder.contracts.CacheContract;
import larder.devservices.MemcachedServer;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of a cache, on one server, in two processes. */
final class MemcachedCacheTest extends CacheContract {
    private static final MemcachedServer SERVER = MemcachedServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened ONE = Opened.patient(SERVER.url());
    private static final Opened OTHER = Opened.patient(SERVER.url());

    @BeforeEach
    void empty() {
        flush();
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        SERVER.close();
    }

    @Override
    public Cache cache() {
        return ONE.cache();
    }

    @Override
    public Cache otherProcess() {
        return OTHER.cache();
    }

    @Override
    public void flush() {
        CLI.flush();
    }

    /** Memcached evicts nobody in particular; what it evicts is gone as what a person deletes. */
    @Override
    public void evict(CacheKey key) {
        CLI.delete(key.toString());
    }
}
