package larder.adapter.valkey;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;

/** Calls within the deadline of a request, made only while the breaker lets them. */
final class GuardedCalls implements Calls {
    private final Breaker breaker;
    private final Prober prober;
    private final BoundedCalls calls;

    GuardedCalls(Breaker breaker, Prober prober, BoundedCalls calls) {
        this.breaker = breaker;
        this.prober = prober;
        this.calls = calls;
    }

    @Override
    public <T> T answer(Duration patience, Supplier<? extends CompletionStage<T>> call) {
        if (!breaker.permits() && !reachedJustNow()) {
            throw new CacheUnavailable("Valkey is left alone, since it failed", null);
        }
        long began = System.nanoTime();
        try {
            T answer = calls.answer(patience, call);
            breaker.succeeded(System.nanoTime() - began);
            return answer;
        } catch (CacheUnavailable e) {
            breaker.failed(System.nanoTime() - began, e.getCause());
            throw e;
        }
    }

    /** The first callers after the start wait for the connection that is being made. */
    private boolean reachedJustNow() {
        return prober.firstAttempt(calls.bound()) && breaker.permits();
    }
}
