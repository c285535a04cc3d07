package larder.contracts;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import larder.domain.port.Cache;
import larder.domain.port.CacheUnavailable;

/** A cache that can be cut off, as a whole or at some of its steps, before it hears the question or before its answer arrives. */
public final class FailingCache extends ForwardingCache {
    private final Set<CacheStep> refused = ConcurrentHashMap.newKeySet();
    private final Set<CacheStep> unanswered = ConcurrentHashMap.newKeySet();
    private volatile Optional<Supplier<RuntimeException>> reason = Optional.empty();
    private volatile Duration clockError = Duration.ZERO;
    private final AtomicInteger failures = new AtomicInteger();

    /** A cache that works as the one behind it until it is told to fail. */
    public FailingCache(Cache behind) {
        super(behind);
    }

    /** From now on nothing works. */
    public void fail() {
        fail(CacheStep.values());
    }

    /** From now on these steps do not even begin. */
    public void fail(CacheStep... steps) {
        refused.addAll(Set.of(steps));
    }

    /** From now on these steps are done, but nobody hears of it. */
    public void loseAnswers(CacheStep... steps) {
        unanswered.addAll(Set.of(steps));
    }

    /** The same in a way that a cache must not. */
    public void failWith(Supplier<RuntimeException> other, CacheStep... steps) {
        reason = Optional.of(other);
        fail(steps);
    }

    public void heal() {
        reason = Optional.empty();
        refused.clear();
        unanswered.clear();
    }

    /** From now on it owns up to so much. */
    public void clocksDifferBy(Duration error) {
        clockError = error;
    }

    @Override
    public Duration clockError() {
        return clockError;
    }

    /** How many calls it has let down. */
    public int failures() {
        return failures.get();
    }

    @Override
    <T> T at(CacheStep step, Supplier<T> call) {
        if (refused.contains(step)) {
            throw failure("refused");
        }
        T answer = call.get();
        if (unanswered.contains(step)) {
            throw failure("cut off before the answer");
        }
        return answer;
    }

    private RuntimeException failure(String how) {
        failures.incrementAndGet();
        return reason.map(Supplier::get)
                .orElseGet(() -> new CacheUnavailable("the cache is away on purpose", new IOException(how)));
    }
}
