package larder.adapter.memcached;

import java.util.List;
import larder.contracts.Patience;
import larder.contracts.ReadThroughRaces;
import larder.devservices.MemcachedServer;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The races of reading through, on one server, in three processes. */
final class MemcachedReadThroughTest extends ReadThroughRaces {
    private static final MemcachedServer SERVER = MemcachedServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final List<Opened> PROCESSES =
            List.of(Opened.patient(SERVER.url()), Opened.patient(SERVER.url()), Opened.patient(SERVER.url()));

    @BeforeEach
    void empty() {
        flush();
    }

    @AfterAll
    static void close() {
        PROCESSES.forEach(Opened::close);
        SERVER.close();
    }

    @Override
    public Cache cache(int process) {
        return PROCESSES.get(process).cache();
    }

    @Override
    public LoadLock loadLock(int process) {
        return PROCESSES.get(process).loadLock();
    }

    @Override
    public void flush() {
        CLI.flush();
    }

    @Override
    public void evict(CacheKey key) {
        CLI.delete(key.toString());
    }

    /** The lock of an owner that was killed ends with its lease. */
    @Override
    protected int locksLeft() {
        Patience.until("leases end", () -> CLI.locksHeld().isEmpty());
        return CLI.locksHeld().size();
    }
}
