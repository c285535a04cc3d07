package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import larder.contracts.Patience;
import org.junit.jupiter.api.Test;

/** What a probe comes to when something fails that nobody foresaw. */
final class ProberTest {
    @Test
    void whatever_an_attempt_ends_with_there_is_another() {
        AtomicInteger attempts = new AtomicInteger();
        Breaker breaker = new Breaker();
        try (Prober prober = new Prober(breaker, () -> {
            switch (attempts.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("nobody foresaw it");
                case 2 -> throw new NoClassDefFoundError("nobody foresaw it");
                default -> {}
            }
        })) {
            prober.start();
            Patience.until("it is used", breaker::isClosed);
        }
        assertEquals(3, attempts.get());
    }
}
