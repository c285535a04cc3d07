package larder.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Callers on threads of their own that all set off at the same moment. */
public final class Crowd {
    private static final long PATIENCE_SECONDS = 30;

    private Crowd() {}

    /**
     * Lets callers 0 to {@code size - 1} go at once and answers what each of them got, in their order.
     *
     * @throws AssertionError if one of them failed or took longer than 30 s
     */
    public static <T> List<T> of(int size, IntFunction<T> caller) {
        CyclicBarrier start = new CyclicBarrier(size);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> answers = new ArrayList<>();
            for (int number = 0; number < size; number++) {
                int which = number;
                answers.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return caller.apply(which);
                }));
            }
            return answersOf(answers, threads);
        }
    }

    private static <T> List<T> answersOf(List<Future<T>> answers, ExecutorService threads) {
        try {
            return answers.stream().map(Crowd::answerOf).toList();
        } catch (AssertionError failed) {
            threads.shutdownNow();
            throw failed;
        }
    }

    /** What a caller on another thread got; its failure, or a wait of more than 30 s, is an {@link AssertionError}. */
    static <T> T answerOf(Future<T> caller) {
        try {
            return caller.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("a caller failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            caller.cancel(true);
            throw new AssertionError("a caller took longer than " + PATIENCE_SECONDS + " s", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a caller", stopped);
        }
    }
}
