package larder.adapter.valkey;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;

/**
 * Calls that are given up after a time. A caller that wakes up well after that time is in a process that lacks CPU, which says
 * nothing of Valkey: its answer may be here, unread. Such a caller waits for another bound, a few times at most.
 */
record BoundedCalls(Duration bound) implements Calls {
    private static final Duration OVERSLEPT = Duration.ofMillis(5);
    private static final int MOST_WAITS = 10;

    @Override
    public <T> T answer(Duration patience, Supplier<? extends CompletionStage<T>> call) {
        CompletableFuture<T> answer = sent(call);
        try {
            return awaited(answer, patience.plus(bound));
        } catch (ExecutionException e) {
            throw new CacheUnavailable("Valkey failed", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CacheUnavailable("Valkey did not answer within its deadline", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted while waiting for Valkey", e);
        }
    }

    private <T> T awaited(CompletableFuture<T> answer, Duration first)
            throws ExecutionException, InterruptedException, TimeoutException {
        Duration wait = first;
        for (int waits = 1; ; waits++) {
            long began = System.nanoTime();
            try {
                return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                Duration overslept = Duration.ofNanos(System.nanoTime() - began).minus(wait);
                if (waits == MOST_WAITS || overslept.compareTo(OVERSLEPT) < 0) {
                    throw late;
                }
                wait = bound;
            }
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
