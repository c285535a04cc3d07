package larder.contracts;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import larder.domain.port.Cache;
import larder.domain.port.CacheUnavailable;

/** A cache that can stop answering, as a stopped server does: each call then waits for its bound, and is never made. */
public final class HangingCache extends ForwardingCache {
    private final Duration bound;
    private final AtomicReference<CountDownLatch> stopped = new AtomicReference<>(new CountDownLatch(0));

    /**
     * A cache that answers until it is told to hang.
     *
     * @param bound how long a call waits before it fails, as the deadline of an adapter does
     */
    public HangingCache(Cache behind, Duration bound) {
        super(behind);
        this.bound = bound;
    }

    public void hang() {
        stopped.set(new CountDownLatch(1));
    }

    /** Goes on, also with the calls that wait. */
    public void goOn() {
        stopped.get().countDown();
    }

    @Override
    <T> T at(CacheStep step, Supplier<T> call) {
        try {
            if (!stopped.get().await(bound.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CacheUnavailable(
                        "the cache hangs on purpose", new TimeoutException("no answer to " + step + " in " + bound));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted", interrupted);
        }
        return call.get();
    }
}
