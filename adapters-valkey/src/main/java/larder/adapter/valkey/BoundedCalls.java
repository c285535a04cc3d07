package larder.adapter.valkey;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;

/** Calls that are given up after a time. */
record BoundedCalls(Duration bound) implements Calls {
    @Override
    public <T> T answer(Duration patience, Supplier<? extends CompletionStage<T>> call) {
        Duration wait = patience.plus(bound);
        CompletableFuture<T> answer = sent(call);
        try {
            return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CacheUnavailable("Valkey failed", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CacheUnavailable("Valkey did not answer within " + wait.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted while waiting for Valkey", e);
        }
    }

    private static <T> CompletableFuture<T> sent(Supplier<? extends CompletionStage<T>> call) {
        try {
            return call.get().toCompletableFuture();
        } catch (RuntimeException e) {
            throw new CacheUnavailable("Valkey could not be asked", e);
        }
    }
}
