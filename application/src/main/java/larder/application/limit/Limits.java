package larder.application.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import larder.domain.port.RateLimit;
import larder.domain.port.RateLimit.Allowance;
import larder.domain.port.RateLimit.Standing;
import larder.domain.port.RateLimitUnavailable;
import larder.domain.session.AccountName;
import larder.domain.session.ClientAddress;

/**
 * Every rate limit of Larder. They are counted by all processes together; while that cannot be done, by each process for
 * itself, so that nothing is ever without a limit and no request fails because of one.
 */
public final class Limits {
    /** Passwords that may be tried from one place. */
    private static final Allowance LOGINS_FROM = new Allowance("login-from", 10, Duration.ofMinutes(1));

    /** Passwords that may be tried for one account, from wherever, and whether or not it exists. */
    private static final Allowance LOGINS_OF = new Allowance("login-of", 5, Duration.ofMinutes(1));

    /** Writes without a session that may come from one place: 100 at once, and 50 a second. */
    private static final Allowance OPEN_WRITES = new Allowance("open-write", 100, Duration.ofSeconds(2));

    private final Optional<Counts> counts;

    private Limits(Optional<Counts> counts) {
        this.counts = counts;
    }

    /** Limits that are counted by {@code shared}, and while that is unavailable by {@code local}. */
    public static Limits of(RateLimit shared, RateLimit local) {
        return new Limits(Optional.of(new Counts(shared, local)));
    }

    /** None at all, for development. */
    public static Limits lifted() {
        return new Limits(Optional.empty());
    }

    /** Counts a write without a session; empty when there is no limit. */
    public Optional<Standing> openWrite(ClientAddress from) {
        return take(OPEN_WRITES, from.value());
    }

    /** Counts a try of a password; empty if it is allowed, else what it was refused by. */
    public Optional<Standing> login(ClientAddress from, AccountName of) {
        return take(LOGINS_FROM, from.value())
                .filter(Standing::refused)
                .or(() -> take(LOGINS_OF, of.value()).filter(Standing::refused));
    }

    /** Takes back a counted try that turned out to be no guess: only wrong passwords count. */
    public void wasNoGuess(ClientAddress from, AccountName of) {
        giveBack(LOGINS_FROM, from.value());
        giveBack(LOGINS_OF, of.value());
    }

    private Optional<Standing> take(Allowance allowance, String subject) {
        return counts.map(these -> these.ask(limit -> limit.take(allowance, subject)));
    }

    private void giveBack(Allowance allowance, String subject) {
        counts.ifPresent(these -> these.ask(limit -> {
            limit.giveBack(allowance, subject);
            return allowance;
        }));
    }

    private record Counts(RateLimit shared, RateLimit local) {
        <T> T ask(Function<RateLimit, T> question) {
            try {
                return question.apply(shared);
            } catch (RateLimitUnavailable _) {
                // Nothing is lost but the sum over all processes; that its server is away, the adapter has said.
                return question.apply(local);
            }
        }
    }
}
