package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import larder.contracts.CacheClearsOneRegion;
import larder.contracts.CacheContract;
import larder.contracts.Patience;
import larder.devservices.ValkeyCluster;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Fill;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a cache, on a cluster of three masters. */
final class ValkeyClusterCacheTest extends CacheContract implements CacheClearsOneRegion {
    private static final ValkeyCluster CLUSTER = ValkeyCluster.start();
    private static final List<Cli> CLIS =
            CLUSTER.masters().stream().map(master -> new Cli(master.port())).toList();
    private static final Opened ONE = Opened.patient(CLUSTER.url());
    private static final Opened OTHER = Opened.patient(CLUSTER.url());

    @BeforeAll
    static void evictsWhenFull() {
        everywhere("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
    }

    @BeforeEach
    void empty() {
        flush();
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        CLUSTER.close();
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
        everywhere("FLUSHALL");
    }

    @Override
    public void evict(CacheKey key) {
        everywhere("CONFIG", "SET", "maxmemory", "1");
        Patience.until(
                "the entry is evicted",
                () -> CLIS.stream().allMatch(cli -> cli.line("DBSIZE").equals("0")));
        everywhere("CONFIG", "SET", "maxmemory", "0");
    }

    @Test
    void batches_reach_all_masters_and_lock_and_entry_share_one() {
        List<CacheKey> keys = IntStream.rangeClosed(1, 60)
                .mapToObj(id -> new CacheKey("user", Integer.toString(id)))
                .toList();
        Map<CacheKey, Reservation> reserved = ONE.cache().reserveAll(keys, Opened.LONG);
        List<Fill> fills =
                keys.stream().map(key -> fill(key, reserved.get(key))).toList();
        assertTrue(ONE.cache().fillAll(fills).values().stream().allMatch(Fill.Outcome.STORED::equals));
        assertTrue(CLIS.stream().allMatch(cli -> Integer.parseInt(cli.line("DBSIZE")) > 0), "a master has none");
        assertTrue(OTHER.cache().readAll(keys).values().stream().allMatch(lookup -> lookup instanceof Lookup.Found));
        assertEquals(
                CLIS.getFirst().line("CLUSTER", "KEYSLOT", "user:101"),
                CLIS.getFirst().line("CLUSTER", "KEYSLOT", "{user:101}:lock"));
        ONE.loadLock()
                .tryAcquire(Opened.KEY, Duration.ZERO, Opened.LONG)
                .orElseThrow()
                .close();
        ONE.cache().invalidate(keys);
        assertTrue(OTHER.cache().readAll(keys).values().stream().allMatch(lookup -> lookup instanceof Lookup.Missing));
    }

    @Test
    void a_master_that_forgot_the_scripts_is_emptied_and_told_them_and_the_others_keep_what_they_hold() {
        List<CacheKey> keys = IntStream.rangeClosed(1, 60)
                .mapToObj(id -> new CacheKey("user", Integer.toString(id)))
                .toList();
        Map<CacheKey, Reservation> reserved = ONE.cache().reserveAll(keys, Opened.LONG);
        ONE.cache()
                .fillAll(keys.stream().map(key -> fill(key, reserved.get(key))).toList());
        int others = size(0) + size(2);
        CLIS.get(1).call("SCRIPT", "FLUSH");
        Patience.until("they are read again", () -> readable(keys));
        long found = ONE.cache().readAll(keys).values().stream()
                .filter(lookup -> lookup instanceof Lookup.Found)
                .count();
        assertEquals(others, found);
        assertEquals(0, size(1));
    }

    private static boolean readable(List<CacheKey> keys) {
        try {
            return ONE.cache().readAll(keys).size() == keys.size();
        } catch (CacheUnavailable _) {
            return false;
        }
    }

    private static int size(int master) {
        return Integer.parseInt(CLIS.get(master).line("DBSIZE"));
    }

    private static Fill fill(CacheKey key, @Nullable Object reservation) {
        Reservation.Granted granted = assertInstanceOf(Reservation.Granted.class, reservation);
        return new Fill(key, granted.token(), Opened.ARUN, Opened.LONG, Opened.LONG, Duration.ZERO);
    }

    private static void everywhere(String... words) {
        CLIS.forEach(cli -> cli.call(words));
    }
}
