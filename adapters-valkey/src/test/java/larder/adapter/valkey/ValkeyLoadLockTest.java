package larder.adapter.valkey;

import larder.contracts.LoadLockContract;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.domain.port.LoadLock;
import org.junit.jupiter.api.AfterAll;

/** The contract of a load lock, on one server, in two processes. */
final class ValkeyLoadLockTest extends LoadLockContract {
    private static final ValkeyServer SERVER = ValkeyServer.start();
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

    /** Nobody waits for a release to arrive, so it may come a little later. */
    @Override
    protected int left() {
        Patience.until("locks are let go", () -> keys() == 0);
        return keys();
    }

    private int keys() {
        return Integer.parseInt(CLI.line("DBSIZE"));
    }
}
