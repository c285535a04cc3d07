package larder.adapter.memcached;

import larder.contracts.LoadLockContract;
import larder.devservices.MemcachedServer;
import larder.domain.port.LoadLock;
import org.junit.jupiter.api.AfterAll;

/** The contract of a load lock, on one server, in two processes. */
final class MemcachedLoadLockTest extends LoadLockContract {
    private static final MemcachedServer SERVER = MemcachedServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened ONE = Opened.patient(SERVER.url());
    private static final Opened OTHER = Opened.patient(SERVER.url());

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        SERVER.close();
    }

    @Override
    protected LoadLock lock() {
        return ONE.loadLock();
    }

    @Override
    protected LoadLock otherProcess() {
        return OTHER.loadLock();
    }

    @Override
    protected int left() {
        return CLI.locksHeld().size();
    }
}
