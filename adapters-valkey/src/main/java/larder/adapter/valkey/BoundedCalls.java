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
 * Calls that are given up after a time. The time is Valkey's: on a machine that lacks CPU an answer may lie in the socket,
 * unread, and a caller that left would only make more work. So before it leaves, a caller has the network's thread look once
 * more; and one that sees that calls made meanwhile are answered in time waits for another bound, a few times at most. Behind a server that hangs nobody has an answer, and everybody leaves at the first bound.
 */
final class BoundedCalls implements Calls {
    private static final int MOST_WAITS = 10;

    private final Duration bound;
    private final NetworkThread network;
    /** The latest moment at which a call was made that was answered within the bound. */
    private final AtomicLong answeredInTime = new AtomicLong(System.nanoTime());

    BoundedCalls(Duration bound, NetworkThread network) {
        this.bound = bound;
        this.network = network;
    }

    Duration bound() {
        return bound;
    }

    @Override
    public <T> T answer(Duration patience, Supplier<? extends CompletionStage<T>> call) {
        long made = System.nanoTime();
        CompletableFuture<T> answer = sent(call);
        CompletableFuture<T> _ = answer.whenComplete((_, failure) -> answered(made, failure == null));
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

    private void answered(long made, boolean well) {
        if (well && System.nanoTime() - made < bound.toNanos()) {
            answeredInTime.accumulateAndGet(made, (one, other) -> one - other > 0 ? one : other);
        }
    }

    private <T> T awaited(CompletableFuture<T> answer, Duration first)
            throws ExecutionException, InterruptedException, TimeoutException {
        Duration wait = first.minus(NetworkThread.LOOK);
        for (int waits = 1; ; waits++) {
            long began = System.nanoTime();
            try {
                return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                network.lookAgain(bound);
                if (!answer.isDone() && (waits == MOST_WAITS || !othersAreAnswered(began))) {
                    throw late;
                }
                wait = bound;
            }
        }
    }

    private boolean othersAreAnswered(long since) {
        return answeredInTime.get() - since > 0;
    }

    private static <T> CompletableFuture<T> sent(Supplier<? extends CompletionStage<T>> call) {
        try {
            return call.get().toCompletableFuture();
        } catch (RuntimeException e) {
            throw new CacheUnavailable("Valkey could not be asked", e);
        }
    }
}
