package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import larder.contracts.FakeTicker;
import larder.contracts.RateLimitContract;
import larder.domain.port.RateLimit;
import org.junit.jupiter.api.Test;

final class InMemoryRateLimitTest extends RateLimitContract {
    private static final RateLimit.Allowance ONE = new RateLimit.Allowance("one", 1, Duration.ofHours(1));

    private final FakeTicker ticker = new FakeTicker();
    private final RateLimit limit = InMemory.rateLimit(ticker);

    @Override
    protected RateLimit limit() {
        return limit;
    }

    @Override
    protected RateLimit otherProcess() {
        return limit;
    }

    @Override
    protected void pass(Duration time) {
        ticker.advance(time);
    }

    @Test
    void when_there_is_no_room_the_subject_that_was_seen_first_is_forgotten() {
        RateLimit small = new InMemoryRateLimit(2, ticker);
        for (String subject : new String[] {"a", "b", "c"}) {
            assertFalse(small.take(ONE, subject).refused());
        }
        assertTrue(small.take(ONE, "b").refused());
        assertTrue(small.take(ONE, "c").refused());
        assertFalse(small.take(ONE, "a").refused());
    }
}
