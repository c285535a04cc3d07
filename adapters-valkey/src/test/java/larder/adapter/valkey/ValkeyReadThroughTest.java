package larder.adapter.valkey;

import java.util.List;
import larder.contracts.Patience;
import larder.contracts.ReadThroughRaces;
import larder.devservices.ValkeyServer;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.LoadLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The races of reading through, on one server, in three processes. */
final class ValkeyReadThroughTest extends ReadThroughRaces {
    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final List<Opened> PROCESSES =
            List.of(Opened.patient(SERVER.url()), Opened.patient(SERVER.url()), Opened.patient(SERVER.url()));

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
        CLI.call("FLUSHALL");
    }

    @Override
    public void evict(CacheKey key) {
        CLI.call("CONFIG", "SET", "maxmemory", "1");
        Patience.until(
                "the entry is evicted", () -> CLI.line("EXISTS", key.toString()).equals("0"));
        CLI.call("CONFIG", "SET", "maxmemory", "0");
    }

    /** Nobody waits for a release to arrive, so it may come a little later. */
    @Override
    protected int locksLeft() {
        Patience.until("locks are let go", () -> locks() == 0);
        return locks();
    }

    private static int locks() {
        return CLI.call("KEYS", "*lock*").size();
    }
}
