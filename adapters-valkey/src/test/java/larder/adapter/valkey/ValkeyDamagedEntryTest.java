package larder.adapter.valkey;

import larder.contracts.DamagedEntryContract;
import larder.devservices.ValkeyServer;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** What a person, or a fault, does to an entry in Valkey. */
final class ValkeyDamagedEntryTest extends DamagedEntryContract {
    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened VALKEY = Opened.patient(SERVER.url());

    @BeforeEach
    void empty() {
        CLI.call("FLUSHALL");
    }

    @AfterAll
    static void close() {
        VALKEY.close();
        SERVER.close();
    }

    @Override
    protected Cache cache() {
        return VALKEY.cache();
    }

    @Override
    protected void flipByteOfValue(CacheKey key) {
        String value = value(key);
        CLI.call("HSET", key.toString(), "value", (char) (value.charAt(0) ^ 1) + value.substring(1));
    }

    @Override
    protected void truncateValue(CacheKey key) {
        String value = value(key);
        CLI.call("HSET", key.toString(), "value", value.substring(0, value.length() - 1));
    }

    @Override
    protected void replaceByForeignThing(CacheKey key) {
        CLI.call("DEL", key.toString());
        CLI.call("RPUSH", key.toString(), "a", "b");
    }

    private static String value(CacheKey key) {
        return CLI.line("HGET", key.toString(), "value");
    }
}
