package larder.benchmarks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import larder.domain.port.ChangeLog;

/** Takes changes as a relay does, again and again, and does nothing with them. */
final class Taker implements AutoCloseable {
    private static final int MOST = 500;
    /** After less: a taking costs the same for three changes as for thirty. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final Thread thread;

    private Taker(ChangeLog log) {
        thread = Thread.ofVirtual().unstarted(() -> take(log));
    }

    static Taker start(ChangeLog log) {
        Taker taker = new Taker(log);
        taker.thread.start();
        return taker;
    }

    private void take(ChangeLog log) {
        while (running.get()) {
            if (log.take(MOST, _ -> {}) < MOST) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void close() {
        running.set(false);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
