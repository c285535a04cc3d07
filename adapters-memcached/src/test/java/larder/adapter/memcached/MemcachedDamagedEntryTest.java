package larder.adapter.memcached;

import larder.contracts.DamagedEntryContract;
import larder.devservices.MemcachedServer;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** What a person, or a fault, does to an entry in Memcached. */
final class MemcachedDamagedEntryTest extends DamagedEntryContract {
    private static final MemcachedServer SERVER = MemcachedServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened MEMCACHED = Opened.patient(SERVER.url());

    @BeforeEach
    void empty() {
        CLI.flush();
    }

    @AfterAll
    static void close() {
        MEMCACHED.close();
        SERVER.close();
    }

    @Override
    protected Cache cache() {
        return MEMCACHED.cache();
    }

    @Override
    protected void flipByteOfValue(CacheKey key) {
        String bytes = CLI.value(key.toString());
        int last = bytes.length() - 1;
        CLI.set(key.toString(), bytes.substring(0, last) + (char) (bytes.charAt(last) ^ 1));
    }

    @Override
    protected void truncateValue(CacheKey key) {
        String bytes = CLI.value(key.toString());
        CLI.set(key.toString(), bytes.substring(0, bytes.length() - 1));
    }

    @Override
    protected void replaceByForeignThing(CacheKey key) {
        CLI.set(key.toString(), "hello");
    }
}
