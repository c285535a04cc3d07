package larder.adapter.valkey;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;

/**
 * Calls that are given up after a time. A caller that was kept waiting while others had their answers, or that itself woke up
 * late, is on a machine that lacks CPU: Valkey lives, and the answer may be here, unread. Such a caller waits for another bound,
 * a few times at most. Behind a server that hangs nobody has an answer, and everybody leaves at the first bound.
 */
final class BoundedCalls implements Calls {
    private static final long OVERSLEPT = Duration.ofMillis(5).toNanos();
    private static final int MOST_WAITS = 4;

    private final Duration bound;
    private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());

    BoundedCalls(Duration bound) {
        this.bound = bound;
    }

    Duration bound() {
        return bound;
    }

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
                T result = answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
                lastAnswer.set(System.nanoTime());
                return result;
            } catch (TimeoutException late) {
                boolean overslept = System.nanoTime() - began - wait.toNanos() > OVERSLEPT;
                boolean othersAnswered = lastAnswer.get() - began > 0;
                if (waits == MOST_WAITS || !(overslept || othersAnswered)) {
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
