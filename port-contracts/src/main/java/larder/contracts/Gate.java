package larder.contracts;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A place that threads do not pass before the test lets them, so that a race runs in the order that the test wants. */
public final class Gate {
    private final String name;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger arrivals = new AtomicInteger();

    /** A gate that is shut. */
    public Gate(String name) {
        this.name = name;
    }

    /** Waits until it is open; fails the thread when that does not happen within the bound. */
    public void pass() throws InterruptedException {
        arrivals.incrementAndGet();
        if (!opened.await(Patience.BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened the gate: " + name);
        }
    }

    /** Waits until so many threads have come to it. */
    public void awaitArrivals(int number) {
        Patience.until(number + " threads come to the gate: " + name, () -> arrivals.get() >= number);
    }

    /** Lets all pass, from now on. */
    public void open() {
        opened.countDown();
    }
}
