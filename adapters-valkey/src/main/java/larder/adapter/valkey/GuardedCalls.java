package larder.adapter.valkey;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;

/** Makes calls to Valkey within a deadline, while the breaker lets it. Every failure is {@link CacheUnavailable}. */
final class GuardedCalls {
    private final Breaker breaker;
    private final Prober prober;
    private final Duration deadline;

    GuardedCalls(Breaker breaker, Prober prober, Duration deadline) {
        this.breaker = breaker;
        this.prober = prober;
        this.deadline = deadline;
    }

    /** The answer of a call that ought to come at once. */
    <T> T answer(Supplier<? extends CompletionStage<T>> call) {
        return answer(Duration.ZERO, call);
    }

    /** The answer of a call that may wait at the server's side for {@code patience} beyond the deadline. */
    <T> T answer(Duration patience, Supplier<? extends CompletionStage<T>> call) {
        if (!breaker.permits() && !reachedAtLast()) {
            throw new CacheUnavailable("Valkey is not asked, since it failed before", null);
        }
        long began = System.nanoTime();
        CompletableFuture<T> answer = sent(call, began);
        try {
            T got = answer.get(patience.plus(deadline).toNanos(), TimeUnit.NANOSECONDS);
            breaker.succeeded(System.nanoTime() - began);
            return got;
        } catch (ExecutionException e) {
            throw failed(began, "Valkey failed", causeOf(e));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failed(
                    began,
                    "Valkey did not answer within " + patience.plus(deadline).toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted while waiting for Valkey", e);
        }
    }

    /** The first callers after the start wait for the connection that is being made. */
    private boolean reachedAtLast() {
        return prober.firstAttempt(deadline) && breaker.permits();
    }

    private <T> CompletableFuture<T> sent(Supplier<? extends CompletionStage<T>> call, long began) {
        try {
            return call.get().toCompletableFuture();
        } catch (RuntimeException e) {
            throw failed(began, "Valkey could not be asked", e);
        }
    }

    private CacheUnavailable failed(long began, String message, Throwable cause) {
        breaker.failed(System.nanoTime() - began, cause);
        return new CacheUnavailable(message, cause);
    }

    private static Throwable causeOf(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause;
    }
}
