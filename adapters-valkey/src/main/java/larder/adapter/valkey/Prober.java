package larder.adapter.valkey;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While the breaker is open, asks the server again and again, in a thread of its own, and closes the breaker when it answers. */
final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final Pattern SERVERS_WORD = Pattern.compile("[A-Z]{4,12}\\b");
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final Breaker breaker;
    private final Probe probe;
    private final CountDownLatch attempted = new CountDownLatch(1);
    private volatile Thread thread;
    private volatile boolean closed;

    Prober(Breaker breaker, Probe probe) {
        this.breaker = breaker;
        this.probe = probe;
        this.thread = Thread.ofVirtual().unstarted(this::untilReached);
    }

    /** Makes the first connection, without anyone waiting for it, and stands by. */
    void start() {
        breaker.whenOpened(this::opened);
        begin();
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
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(LAST_WAIT)) {
                LOG.warn(
                        "The probe of Valkey did not end within {} s; it ends with its connection.",
                        LAST_WAIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void opened() {
        LOG.warn("Valkey fails: it is left alone, and reads go to the database, until a probe of it succeeds."
                + " See that the server runs, has no replica's role, and is not overloaded.");
        begin();
    }

    private void begin() {
        if (!closed) {
            thread = Thread.ofVirtual().name("larder-valkey-probe").start(this::untilReached);
        }
    }

    private void untilReached() {
        boolean complained = false;
        while (!closed) {
            try {
                long doubts = breaker.doubts();
                probe.run();
                if (breaker.close(doubts)) {
                    LOG.info("Valkey answers and is used.");
                    return;
                }
            } catch (RuntimeException | Error e) {
                // Whatever it is: without another attempt the breaker would stay open for good.
                if (!complained && !closed) {
                    LOG.warn(
                            "Valkey cannot be used yet: {}. It is tried again every {} ms; see its address, its log and the"
                                    + " password that it wants.",
                            reason(e),
                            PAUSE.toMillis());
                }
                complained = true;
            } finally {
                attempted.countDown();
            }
            pause();
        }
    }

    /** The kind of the failure and, of an error of the server, its first word; more could hold a secret. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        Matcher code = SERVERS_WORD.matcher(String.valueOf(root.getMessage()));
        return root.getClass().getSimpleName() + (code.lookingAt() ? " " + code.group() : "");
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    /** One attempt; throws when the server is not fit for use. */
    @FunctionalInterface
    interface Probe {
        void run();
    }
}
