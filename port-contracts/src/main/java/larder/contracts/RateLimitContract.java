package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import larder.domain.port.RateLimit;
import larder.domain.port.RateLimit.Allowance;
import larder.domain.port.RateLimit.Standing;
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
            assertFalse(
                    (i % 2 == 0 ? limit() : otherProcess()).take(FIVE, subject).refused());
        }
        for (RateLimit limit : List.of(limit(), otherProcess())) {
            assertAbout(Duration.ofHours(1), limit.take(FIVE, subject).untilNext());
        }
    }

    @Test
    void they_come_back_one_by_one_and_what_was_refused_does_not_count() {
        takeAll();
        for (int i = 0; i < 100; i++) {
            assertTrue(limit().take(FIVE, subject).refused());
        }
        pass(Duration.ofMinutes(61));
        assertFalse(limit().take(FIVE, subject).refused());
        assertAbout(Duration.ofMinutes(59), otherProcess().take(FIVE, subject).untilNext());
    }

    @Test
    void after_the_whole_period_all_are_back_and_not_more() {
        takeAll();
        pass(Duration.ofHours(50));
        takeAll();
        assertTrue(limit().take(FIVE, subject).refused());
    }

    @Test
    void subjects_and_allowances_are_counted_apart() {
        takeAll();
        assertFalse(limit().take(FIVE, subject + "1").refused());
        assertFalse(limit().take(OTHER, subject).refused());
        assertTrue(limit().take(FIVE, subject).refused());
    }

    @Test
    void what_was_given_back_may_be_taken_again() {
        takeAll();
        otherProcess().giveBack(FIVE, subject);
        assertFalse(limit().take(FIVE, subject).refused());
        assertTrue(limit().take(FIVE, subject).refused());
    }

    @Test
    void what_was_never_taken_cannot_be_given_back() {
        for (int i = 0; i < 3; i++) {
            limit().giveBack(FIVE, subject);
        }
        takeAll();
        assertTrue(limit().take(FIVE, subject).refused());
    }

    @Test
    void it_is_told_how_many_are_left_and_when_all_are_back() {
        for (int left = 4; left >= 0; left--) {
            Standing standing = (left % 2 == 0 ? limit() : otherProcess()).take(FIVE, subject);
            assertEquals(FIVE, standing.allowance());
            assertEquals(left, standing.left());
            assertAbout(Duration.ofHours(5L - left), standing.untilFull());
        }
        Standing refused = limit().take(FIVE, subject);
        assertEquals(0, refused.left());
        assertAbout(Duration.ofHours(5), refused.untilFull());
        pass(Duration.ofMinutes(121));
        assertEquals(1, otherProcess().take(FIVE, subject).left(), "two are back, and one is taken");
    }

    @Test
    void of_a_crowd_no_more_are_allowed_than_there_is_left() {
        for (int round = 0; round < 20; round++) {
            String one = subject + round;
            List<Standing> ends =
                    Crowd.together(20, caller -> (caller % 2 == 0 ? limit() : otherProcess()).take(FIVE, one));
            assertEquals(5, ends.stream().filter(end -> !end.refused()).count());
        }
    }

    private void takeAll() {
        for (int i = 0; i < 5; i++) {
            assertFalse(limit().take(FIVE, subject).refused());
        }
    }

    private static void assertAbout(Duration expected, Duration found) {
        assertTrue(
                found.compareTo(expected) <= 0 && found.compareTo(expected.minusMinutes(1)) > 0,
                () -> "about " + expected + ", but it was " + found);
    }
}
