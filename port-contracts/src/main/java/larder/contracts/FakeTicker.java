package larder.contracts;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import larder.domain.port.Ticker;

/** A stopwatch that runs only when it is told to. It begins shortly before its numbers overflow, as a real one may. */
public final class FakeTicker implements Ticker {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

    @Override
    public long nanos() {
        return now.get();
    }

    public void advance(Duration span) {
        now.addAndGet(span.toNanos());
    }
}
