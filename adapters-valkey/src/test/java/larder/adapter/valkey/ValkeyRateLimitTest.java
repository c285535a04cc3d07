package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import larder.contracts.RateLimitContract;
import larder.devservices.ValkeyServer;
import larder.domain.port.RateLimit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a rate limit, on one server, in two processes. */
final class ValkeyRateLimitTest extends RateLimitContract {
    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened ONE = Opened.patient(SERVER.url());
    private static final Opened OTHER = Opened.patient(SERVER.url());

    @BeforeEach
    void empty() {
        CLI.call("FLUSHALL");
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
        SERVER.close();
    }

    @Override
    protected RateLimit limit() {
        return ONE.valkey().rateLimit();
    }

    @Override
    protected RateLimit otherProcess() {
        return OTHER.valkey().rateLimit();
    }

    @Override
    protected void pass(Duration time) {
        SessionClock.pass(List.of(CLI), time);
    }

    @Test
    void a_subject_that_has_everything_back_leaves_nothing_behind() {
        RateLimit.Allowance two = new RateLimit.Allowance("two", 2, Duration.ofHours(2));
        limit().take(two, "someone");
        assertEquals(List.of("limit:two:someone"), CLI.call("KEYS", "*"));
        long left = Long.parseLong(CLI.line("PTTL", "limit:two:someone"));
        assertTrue(left > 0 && left <= Duration.ofHours(1).toMillis(), () -> "gone after " + left);
        limit().giveBack(two, "someone");
        assertEquals("0", CLI.line("DBSIZE"));
    }
}
