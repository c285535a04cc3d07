package larder.adapter.valkey;

import java.time.Duration;
import java.util.List;
import larder.contracts.SessionStoreContract;
import larder.devservices.ValkeyServer;
import larder.domain.port.SessionStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of a session store, on one server, in two processes. */
final class ValkeySessionStoreTest extends SessionStoreContract {
    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final List<Cli> CLIS = List.of(new Cli(SERVER.port()));
    private static final Opened ONE = Opened.patient(SERVER.url());
    private static final Opened OTHER = Opened.patient(SERVER.url());

    @BeforeEach
    void empty() {
        CLIS.forEach(cli -> cli.call("FLUSHALL"));
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        SERVER.close();
    }

    @Override
    protected SessionStore store() {
        return ONE.valkey().sessions();
    }

    @Override
    protected SessionStore otherProcess() {
        return OTHER.valkey().sessions();
    }

    @Override
    protected void pass(Duration time) {
        SessionClock.pass(CLIS, time);
    }

    @Override
    protected void clearCache() {
        ONE.store(Opened.KEY, Opened.ARUN);
        ONE.invalidate(Opened.KEY);
    }
}
