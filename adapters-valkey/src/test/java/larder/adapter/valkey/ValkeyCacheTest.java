package larder.adapter.valkey;

import larder.contracts.CacheClearsOneRegion;
import larder.contracts.CacheContract;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of a cache, on one server, in two processes. */
final class ValkeyCacheTest extends CacheContract implements CacheClearsOneRegion {
    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened ONE = Opened.patient(SERVER.url());
    private static final Opened OTHER = Opened.patient(SERVER.url());

    @BeforeAll
    static void evictsWhenFull() {
        CLI.call("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
    }

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
        CLI.call("FLUSHALL");
    }

    @Override
    public void evict(CacheKey key) {
        CLI.call("CONFIG", "SET", "maxmemory", "1");
        Patience.until(
                "the entry is evicted", () -> CLI.line("EXISTS", key.toString()).equals("0"));
        CLI.call("CONFIG", "SET", "maxmemory", "0");
    }
}
