package larder.adapter.memcached;

import java.time.Duration;
import larder.domain.port.CacheUnavailable;

/** Calls within the deadline of a request, made only while the breaker lets them. */
final class Link implements Calls {
    private final Breaker breaker;
    private final Prober prober;
    private final Duration bound;

    Link(Breaker breaker, Prober prober, Duration bound) {
        this.breaker = breaker;
        this.prober = prober;
        this.bound = bound;
    }

    @Override
    public <T> T ask(Question<T> question) {
        boolean permitted = breaker.permits() || reachedJustNow();
        Wire wire = prober.wire();
        if (!permitted || wire == null) {
            throw new CacheUnavailable("Memcached is left alone, since it failed", null);
        }
        long began = System.nanoTime();
        try {
            T answer = question.over(wire, Deadline.in(bound));
            breaker.succeeded(System.nanoTime() - began);
            return answer;
        } catch (CacheUnavailable e) {
            breaker.failed(System.nanoTime() - began, e.getCause());
            if (wire.isLost() && wire == prober.wire()) {
                breaker.open();
            }
            throw e;
        }
    }

    /** The first callers after the start wait for the connection that is being made. */
    private boolean reachedJustNow() {
        return prober.firstAttempt(bound) && breaker.permits();
    }
}
