package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import larder.domain.port.RateLimit;
import larder.domain.port.RateLimit.Allowance;
import org.junit.jupiter.api.Test;

/** What every {@link RateLimit} must do. */
public abstract class RateLimitContract {
    /** So slow that none comes back while a test runs. */
    private static final Allowance FIVE = new Allowance("five", 5, Duration.ofHours(5));

    private static final Allowance OTHER = new Allowance("other", 5, Duration.ofHours(5));

    private final String subject = UUID.randomUUID().toString();

    protected abstract RateLimit limit();

    /** A second one over the same counts, as another process has one; the same one if there can be no second. */
    protected abstract RateLimit otherProcess();

    /** Lets that much time pass, or makes the clock say so. */
    protected abstract void pass(Duration time);

    @Test
    void so_many_are_allowed_at_once_and_then_it_is_told_how_long_to_wait() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, (i % 2 == 0 ? limit() : otherProcess()).take(FIVE, subject));
        }
        for (RateLimit limit : List.of(limit(), otherProcess())) {
            assertAbout(Duration.ofHours(1), limit.take(FIVE, subject));
        }
    }

    @Test
    void they_come_back_one_by_one_and_what_was_refused_does_not_count() {
        takeAll();
        for (int i = 0; i < 100; i++) {
            assertTrue(limit().take(FIVE, subject).isPositive());
        }
        pass(Duration.ofMinutes(61));
        assertEquals(Duration.ZERO, limit().take(FIVE, subject));
        assertAbout(Duration.ofMinutes(59), otherProcess().take(FIVE, subject));
    }

    @Test
    void after_the_whole_period_all_are_back_and_not_more() {
        takeAll();
        pass(Duration.ofHours(50));
        takeAll();
        assertTrue(limit().take(FIVE, subject).isPositive());
    }

    @Test
    void subjects_and_allowances_are_counted_apart() {
        takeAll();
        assertEquals(Duration.ZERO, limit().take(FIVE, subject + "1"));
        assertEquals(Duration.ZERO, limit().take(OTHER, subject));
        assertTrue(limit().take(FIVE, subject).isPositive());
    }

    @Test
    void what_was_given_back_may_be_taken_again() {
        takeAll();
        otherProcess().giveBack(FIVE, subject);
        assertEquals(Duration.ZERO, limit().take(FIVE, subject));
        assertTrue(limit().take(FIVE, subject).isPositive());
    }

    @Test
    void what_was_never_taken_cannot_be_given_back() {
        for (int i = 0; i < 3; i++) {
            limit().giveBack(FIVE, subject);
        }
        takeAll();
        assertTrue(limit().take(FIVE, subject).isPositive());
    }

    @Test
    void of_a_crowd_no_more_are_allowed_than_there_is_left() {
        for (int round = 0; round < 20; round++) {
            String one = subject + round;
            List<Duration> waits =
                    Crowd.together(20, caller -> (caller % 2 == 0 ? limit() : otherProcess()).take(FIVE, one));
            assertEquals(5, waits.stream().filter(Duration::isZero).count());
        }
    }

    private void takeAll() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, limit().take(FIVE, subject));
        }
    }

    private static void assertAbout(Duration expected, Duration found) {
        assertTrue(
                found.compareTo(expected) <= 0 && found.compareTo(expected.minusMinutes(1)) > 0,
                () -> "about " + expected + ", but it was " + found);
    }
}
