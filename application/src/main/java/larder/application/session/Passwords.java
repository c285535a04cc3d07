package larder.application.session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import larder.application.readthrough.Overloaded;
import larder.domain.session.Password;
import larder.domain.session.PasswordHash;

/**
 * The work that a password costs, which is much on purpose: so only few of them are worked at, at the same time.
 */
public final class Passwords {
    /** As OWASP's cheat sheet asks for with HMAC-SHA-512. */
    public static final int ITERATIONS = 210_000;

    private static final int AT_ONCE = 2;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final int iterations;
    private final RandomGenerator random;
    private final PasswordHash nobodys;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /**
     * Work of its own measure.
     *
     * @param iterations what a hash takes from now on; older ones keep theirs until their account logs in
     * @param random draws salts
     */
    public Passwords(int iterations, RandomGenerator random) {
        this.iterations = iterations;
        this.random = random;
        this.nobodys = PasswordHash.ofNobody(iterations, random);
    }

    /** What the password of an account that does not exist is held against: nothing matches it, after the same work. */
    PasswordHash nobodys() {
        return nobodys;
    }

    boolean match(PasswordHash hash, Password password) {
        return inTurn(() -> hash.matches(password));
    }

    PasswordHash hash(Password password) {
        return inTurn(() -> PasswordHash.of(password, iterations, random));
    }

    boolean isOutdated(PasswordHash hash) {
        return hash.iterations() < iterations;
    }

    PasswordHash renewed(PasswordHash hash, Password password) {
        return inTurn(() -> hash.withIterations(iterations, password));
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!acquired()) {
            throw new Overloaded("too many passwords are tried", WAIT);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean acquired() {
        try {
            return turns.tryAcquire(WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
