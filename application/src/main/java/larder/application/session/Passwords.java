package larder.application.session;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int iterations;
    private final Duration wait;
    private final RandomGenerator random;
    private final PasswordHash nobodys;
    private final Semaphore turns;

    /**
     * Work of its own measure.
     *
     * @param iterations what a hash takes from now on; older ones keep theirs until their account logs in
     * @param atOnce how many at the same time
     * @param wait how long one waits for its turn before it is shed
     * @param random draws salts
     */
    public Passwords(int iterations, int atOnce, Duration wait, RandomGenerator random) {
        this.iterations = iterations;
        this.turns = new Semaphore(atOnce, true);
        this.wait = wait;
        this.random = random;
        this.nobodys = PasswordHash.ofNobody(iterations, random);
    }

    /** Two at once, each of them with {@link #ITERATIONS}. */
    public static Passwords usual(RandomGenerator random) {
        return new Passwords(ITERATIONS, AT_ONCE, WAIT, random);
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
            throw new Overloaded("too many passwords are tried", RETRY_AFTER);
        }
        // Virtual threads are not preempted: on one, this work would keep a core from every other request.
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.get();
            } finally {
                turns.release();
            }
        });
        Thread.ofPlatform().daemon().name("larder-password").start(task);
        return awaited(task);
    }

    private static <T> T awaited(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Overloaded("the work at a password was interrupted", RETRY_AFTER);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a password could not be worked at", failed.getCause());
        }
    }

    private boolean acquired() {
        try {
            return turns.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
