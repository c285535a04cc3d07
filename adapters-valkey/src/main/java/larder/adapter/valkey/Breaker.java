package larder.adapter.valkey;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;

/**
 * Remembers whether Valkey is worth asking. It is open at first, until a probe has reached the server; a few failures open it
 * again. Only a probe closes it, so that no request pays for finding out.
 */
final class Breaker {
    private static final int WINDOW = 10;
    private static final int FEWEST_CALLS = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration UNTIL_A_PROBE_CLOSES_IT = Duration.ofDays(36_500);

    private final CircuitBreaker circuit = CircuitBreaker.of(
            "valkey",
            CircuitBreakerConfig.custom()
                    .slidingWindow(WINDOW, FEWEST_CALLS, SlidingWindowType.COUNT_BASED)
                    .failureRateThreshold(FAILING_PERCENT)
                    .waitDurationInOpenState(UNTIL_A_PROBE_CLOSES_IT)
                    .build());

    private long doubts;

    Breaker() {
        circuit.transitionToOpenState();
    }

    /** Has {@code opened} called, once each time, by the thread whose call failed last. */
    void whenOpened(Runnable opened) {
        circuit.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                opened.run();
            }
        });
    }

    boolean isClosed() {
        return circuit.getState() == State.CLOSED;
    }

    boolean permits() {
        return circuit.tryAcquirePermission();
    }

    /** How often there was doubt whether the server is still the one that was looked at; to be asked before a look. */
    synchronized long doubts() {
        return doubts;
    }

    /** After a look; false when there was doubt since, so that it is to be looked at again. */
    synchronized boolean close(long doubtsBefore) {
        if (doubts != doubtsBefore) {
            return false;
        }
        circuit.transitionToClosedState();
        return true;
    }

    /** Opens it until a look that begins after this. */
    synchronized void doubt() {
        doubts++;
        open();
    }

    void succeeded(long nanos) {
        circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void open() {
        if (circuit.getState() != State.OPEN) {
            circuit.transitionToOpenState();
        }
    }

    void failed(long nanos, @Nullable Throwable cause) {
        switch (cause) {
            // The memory is full: reads go on, and to be refused a write costs nothing.
            case RedisOutOfMemoryException _ -> circuit.releasePermission();
            // A replica by now: every write will fail, and what it holds may be old.
            case RedisReadonlyException _ -> open();
            // Nobody has looked at what it holds since it was started, and that may be old.
            case RedisNoScriptException _ -> open();
            case InterruptedException _ -> circuit.releasePermission();
            case null -> circuit.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException("no cause"));
            default -> circuit.onError(nanos, TimeUnit.NANOSECONDS, cause);
        }
    }
}
