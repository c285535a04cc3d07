package larder.adapter.memcached;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the connection that is used. While the breaker is open it makes a new one again and again, in a thread of its own, and
 * closes the breaker when it has one.
 */
final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LAST_WAIT = Duration.ofSeconds(3);

    private final Breaker breaker;
    private final Supplier<Wire> wires;
    private final Semaphore wanted = new Semaphore(1);
    private final CountDownLatch attempted = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofVirtual().name("larder-memcached-probe").unstarted(this::work);
    private volatile @Nullable Wire wire;
    private boolean complained;

    Prober(Breaker breaker, Supplier<Wire> wires) {
        this.breaker = breaker;
        this.wires = wires;
    }

    /** Makes the first connection, without anyone waiting for it, and stands by. */
    void start() {
        breaker.whenOpened(this::opened);
        thread.start();
    }

    /** The connection that is used, or was last; null before the first, and while another is made. */
    @Nullable
    Wire wire() {
        return wire;
    }

    /** Waits for the first attempt since the start; false when it has been long ago. */
    boolean firstAttempt(Duration wait) {
        if (attempted.getCount() == 0) {
            return false;
        }
        try {
            return attempted.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(LAST_WAIT)) {
                LOG.warn("The probe of Memcached did not end within {} s.", LAST_WAIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
    }

    private void opened() {
        LOG.warn(
                "Memcached fails: it is left alone, and reads go to the database, until a new connection to it is made."
                        + " See that the server runs and is not overloaded.");
        wanted.release();
    }

    private void work() {
        try {
            while (true) {
                wanted.acquire();
                wanted.drainPermits();
                while (!breaker.isClosed()) {
                    attempt();
                }
            }
        } catch (InterruptedException _) {
            // It was closed.
        }
    }

    private void attempt() throws InterruptedException {
        try {
            drop();
            wire = wires.get();
            complained = false;
            breaker.close();
            LOG.info("Memcached answers and is used.");
        } catch (RuntimeException | Error e) {
            // Whatever it is: without another attempt the breaker would stay open for good.
            complain(e);
            Thread.sleep(PAUSE);
        } finally {
            attempted.countDown();
        }
    }

    private void drop() {
        Wire last = wire;
        wire = null;
        if (last != null) {
            last.close();
        }
    }

    private void complain(Throwable failure) {
        if (!complained && failure instanceof CacheUnavailable) {
            LOG.warn(
                    "Memcached cannot be used yet: {}. It is tried again every {} ms; see that it runs and its address.",
                    failure.getCause() == null ? failure.getMessage() : failure.getCause(),
                    PAUSE.toMillis());
        } else if (!complained) {
            LOG.error(
                    "Memcached cannot be used yet, for a reason that nobody foresaw: report it. It is tried again every {} ms.",
                    PAUSE.toMillis(),
                    failure);
        }
        complained = true;
    }
}
