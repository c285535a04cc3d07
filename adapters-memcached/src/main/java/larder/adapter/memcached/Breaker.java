package larder.adapter.memcached;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.exception.MemcachedServerException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether Memcached is worth asking. It is open at first, until a connection was made; a few failures open it again,
 * and so does the end of the connection. Only a new connection closes it, so that no request pays for finding out.
 */
final class Breaker {
    private static final int WINDOW = 10;
    private static final int FEWEST_CALLS = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration UNTIL_A_PROBE_CLOSES_IT = Duration.ofDays(36_500);

    private final CircuitBreaker circuit = CircuitBreaker.of(
            "memcached",
            CircuitBreakerConfig.custom()
                    .slidingWindow(WINDOW, FEWEST_CALLS, SlidingWindowType.COUNT_BASED)
                    .failureRateThreshold(FAILING_PERCENT)
                    .waitDurationInOpenState(UNTIL_A_PROBE_CLOSES_IT)
                    .build());

    Breaker() {
        circuit.transitionToOpenState();
    }

    /** Has {@code opened} called by the thread that opened it. */
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

    void close() {
        circuit.transitionToClosedState();
    }

    void open() {
        if (isClosed()) {
            circuit.transitionToOpenState();
        }
    }

    void succeeded(long nanos) {
        circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, @Nullable Throwable cause) {
        switch (cause) {
            // Nothing of the server's: others were always faster, or the caller was told to stop.
            case null -> circuit.releasePermission();
            case InterruptedException _ -> circuit.releasePermission();
            // It answers, and only refuses this: no memory is left, as a rule. Reads go on.
            case MemcachedServerException _ -> circuit.releasePermission();
            default -> circuit.onError(nanos, TimeUnit.NANOSECONDS, cause);
        }
    }
}
