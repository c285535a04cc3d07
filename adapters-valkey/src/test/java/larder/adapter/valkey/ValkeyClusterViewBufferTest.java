package larder.adapter.valkey;

import larder.contracts.ViewBufferContract;
import larder.devservices.ValkeyCluster;
import larder.domain.port.ViewBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of a buffer, on a cluster of three masters. */
final class ValkeyClusterViewBufferTest extends ViewBufferContract {
    private static final ValkeyCluster CLUSTER = ValkeyCluster.start();
    private static final Opened ONE = Opened.at(CLUSTER.url(), BOUND);
    private static final Opened OTHER = Opened.at(CLUSTER.url(), BOUND);

    @BeforeEach
    void empty() {
        CLUSTER.masters().forEach(master -> new Cli(master.port()).call("FLUSHALL"));
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        CLUSTER.close();
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
