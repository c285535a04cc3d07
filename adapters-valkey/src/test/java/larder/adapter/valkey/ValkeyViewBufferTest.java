package larder.adapter.valkey;

import larder.contracts.ViewBufferContract;
import larder.devservices.ValkeyServer;
import larder.domain.port.ViewBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of a buffer, on one server, in two processes. */
final class ValkeyViewBufferTest extends ViewBufferContract {
    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final Opened ONE = Opened.at(SERVER.url(), BOUND);
    private static final Opened OTHER = Opened.at(SERVER.url(), BOUND);

    @BeforeEach
    void empty() {
        new Cli(SERVER.port()).call("FLUSHALL");
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        SERVER.close();
    }

    @Override
    protected ViewBuffer buffer() {
        return ONE.views();
    }

    @Override
    protected ViewBuffer elsewhere() {
        return OTHER.views();
    }
}
