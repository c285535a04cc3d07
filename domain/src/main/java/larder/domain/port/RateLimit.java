package larder.domain.port;

import java.time.Duration;
import larder.domain.InvalidValue;

/**
 * Counts how often something was done, over all processes that share it.
 *
 * <ul>
 *   <li>Every method MUST be one atomic step: of callers at the same moment no more MUST be allowed than there is left.
 *   <li>What was refused MUST NOT count.
 *   <li>Subjects, and allowances of different names, MUST be counted apart.
 *   <li>What it remembers MUST have a bound or an end. What is forgotten for lack of room begins with a full allowance.
 *   <li>Every method MUST throw {@link RateLimitUnavailable} when it does not answer, and MUST do so within a bound.
 * </ul>
 */
public interface RateLimit {
    /** Takes one from what a subject is allowed, if there is one left. */
    Standing take(Allowance allowance, String subject);

    /** Gives back one that was taken. MUST NOT leave more than the allowance. */
    void giveBack(Allowance allowance, String subject);

    /**
     * How much is allowed: so many at once, which then come back one by one.
     *
     * @param name of a to z and dashes
     * @param burst how many at once; 1 to 10,000
     * @param period in which all of them come back; 1 ms to a day for each
     */
    record Allowance(String name, int burst, Duration period) {
        public Allowance {
            if (!name.matches("[a-z-]{1,32}") || burst < 1 || burst > 10_000) {
                throw new InvalidValue("an allowance has a name of a to z and dashes, and is 1 to 10,000");
            }
            Duration each = period.dividedBy(burst);
            if (each.toMillis() < 1 || each.compareTo(Duration.ofDays(1)) > 0) {
                throw new InvalidValue("of an allowance, one comes back in 1 ms to a day");
            }
        }

        /** The time in which one comes back. */
        public Duration interval() {
            return period.dividedBy(burst);
        }
    }

    /**
     * How a subject stands after it asked for one.
     *
     * @param untilNext zero if it was allowed, else after what time one more will be
     * @param untilFull after what time everything is back that is allowed at once
     */
    record Standing(Allowance allowance, Duration untilNext, Duration untilFull) {
        public boolean refused() {
            return untilNext.isPositive();
        }

        /** How many more are allowed at this moment. */
        public int left() {
            long gone = Math.ceilDiv(untilFull.toNanos(), allowance.interval().toNanos());
            return Math.clamp(allowance.burst() - gone, 0, allowance.burst());
        }
    }
}
