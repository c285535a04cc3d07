package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** One thread that does what it is told, step by step: a lock belongs to the thread that took it. */
public final class Actor implements AutoCloseable {
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final ExecutorService executor;

    public Actor(String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = Thread.ofVirtual().name(name).unstarted(task);
            thread.set(made);
            return made;
        });
    }

    /** Does it and answers what it came to. */
    public <T> T does(Callable<T> step) {
        return outcome(begins(step));
    }

    /** Begins to do it. */
    public <T> Future<T> begins(Callable<T> step) {
        return executor.submit(step);
    }

    /** Begins to do it, and is waiting for something, or done, when this returns. */
    public <T> Future<T> beginsToWait(Callable<T> step) {
        AtomicBoolean inside = new AtomicBoolean();
        Future<T> begun = begins(() -> {
            inside.set(true);
            return step.call();
        });
        Patience.until("an actor waits", () -> begun.isDone() || (inside.get() && isWaiting()));
        return begun;
    }

    /** Waits until its thread waits for something. */
    public void awaitWaiting() {
        Patience.until("an actor waits", this::isWaiting);
    }

    /** Interrupts what it is doing. */
    public void interrupt() {
        thread.get().interrupt();
    }

    private boolean isWaiting() {
        Thread.State state = thread.get().getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** What a step that was begun came to. */
    public static <T> T outcome(Future<T> step) {
        try {
            return step.get(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("an actor failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException | InterruptedException late) {
            throw new AssertionError("an actor did not end its step", late);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            assertTrue(executor.awaitTermination(Patience.BOUND.toSeconds(), TimeUnit.SECONDS), "an actor is left");
        } catch (InterruptedException interrupted) {
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }
}
