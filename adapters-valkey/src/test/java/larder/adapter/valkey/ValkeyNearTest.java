package larder.adapter.valkey;

import java.util.List;
import larder.contracts.NearContract;
import larder.contracts.ShelfSource;
import larder.devservices.ValkeyServer;
import larder.domain.port.Cache;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.LoadLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** Copies in two processes, on one server. */
final class ValkeyNearTest extends NearContract {
    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final List<Opened> PROCESSES = List.of(Opened.patient(SERVER.url()), Opened.patient(SERVER.url()));

    private final ShelfSource database = new ShelfSource();

    @BeforeEach
    void empty() {
        lose();
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
    public InvalidationFeed feed(int process) {
        return PROCESSES.get(process).valkey().feed();
    }

    @Override
    public void lose() {
        CLI.call("FLUSHALL");
    }

    @Override
    public ShelfSource database() {
        return database;
    }
}
