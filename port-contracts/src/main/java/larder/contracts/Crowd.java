package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Virtual threads that begin the same task at the same moment. Closing it makes sure that none of them is left. */
public final class Crowd<T> implements AutoCloseable {
    private final ExecutorService executor;
    private final List<Thread> threads;
    private final List<Future<T>> tasks = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();

    private Crowd(List<Thread> threads) {
        this.threads = threads;
        this.executor = Executors.newThreadPerTaskExecutor(task -> {
            Thread thread = Thread.ofVirtual().unstarted(task);
            threads.add(thread);
            return thread;
        });
    }

    /** Starts them and goes on. */
    public static <T> Crowd<T> start(int size, IntFunction<T> task) {
        Crowd<T> crowd = new Crowd<>(new ArrayList<>());
        CyclicBarrier ready = new CyclicBarrier(size);
        for (int i = 0; i < size; i++) {
            int number = i;
            crowd.tasks.add(crowd.executor.submit(() -> {
                ready.await(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
                crowd.begun.incrementAndGet();
                return task.apply(number);
            }));
        }
        return crowd;
    }

    /** Starts them, waits for all, and answers what each came to, in order. What one of them throws fails the test. */
    public static <T> List<T> together(int size, IntFunction<T> task) {
        try (Crowd<T> crowd = start(size, task)) {
            return crowd.results();
        }
    }

    /** Does it on a thread of its own: for what belongs to a thread, as a lock does. */
    public static <T> T elsewhere(Callable<T> task) {
        try (Crowd<T> one = start(1, _ -> called(task))) {
            return one.results().getFirst();
        }
    }

    public List<T> results() {
        return tasks.stream().map(Crowd::answerOf).toList();
    }

    /** Waits until all have begun and so many of them wait for something. */
    public void awaitParked(int number) {
        Patience.until(number + " threads wait", () -> begun.get() == tasks.size() && parked() >= number);
    }

    /** Interrupts the thread of that number. */
    public void interrupt(int number) {
        threads.get(number).interrupt();
    }

    private long parked() {
        return threads.stream().map(Thread::getState).filter(Crowd::isWaiting).count();
    }

    private static boolean isWaiting(Thread.State state) {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    @Override
    public void close() {
        executor.shutdown();
        if (!ended()) {
            executor.shutdownNow();
            assertTrue(ended(), "a thread of the test neither ends nor lets itself be interrupted");
            fail("a thread of the test did not end by itself");
        }
    }

    private boolean ended() {
        try {
            return executor.awaitTermination(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }

    static <T> T answerOf(Future<T> task) {
        try {
            return task.get(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("a thread of the test failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException | InterruptedException late) {
            throw new AssertionError("a thread of the test did not end", late);
        }
    }

    private static <T> T called(Callable<T> task) {
        try {
            return task.call();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
