package larder.adapter.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import larder.domain.port.RateLimit;
import larder.domain.port.Ticker;

/**
 * Rate limits of one process, by the generic cell rate algorithm: of each subject only the moment is kept at which it will have
 * everything back. When there is no room, the subject that was seen first is forgotten.
 */
final class InMemoryRateLimit implements RateLimit {
    private final int mostSubjects;
    private final Ticker ticker;
    private final ReentrantLock guard = new ReentrantLock();
    private final Map<Allowance, Map<String, Long>> full = new HashMap<>();

    InMemoryRateLimit(int mostSubjects, Ticker ticker) {
        this.mostSubjects = mostSubjects;
        this.ticker = ticker;
    }

    @Override
    public Standing take(Allowance allowance, String subject) {
        guard.lock();
        try {
            long now = ticker.nanos();
            long untilFull = untilFull(allowance, subject, now);
            long interval = allowance.interval().toNanos();
            long wait = untilFull + interval - interval * allowance.burst();
            if (wait > 0) {
                return new Standing(allowance, Duration.ofNanos(wait), Duration.ofNanos(untilFull));
            }
            subjects(allowance).put(subject, now + untilFull + interval);
            return new Standing(allowance, Duration.ZERO, Duration.ofNanos(untilFull + interval));
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void giveBack(Allowance allowance, String subject) {
        guard.lock();
        try {
            long now = ticker.nanos();
            long left =
                    untilFull(allowance, subject, now) - allowance.interval().toNanos();
            if (left <= 0) {
                subjects(allowance).remove(subject);
            } else {
                subjects(allowance).put(subject, now + left);
            }
        } finally {
            guard.unlock();
        }
    }

    private long untilFull(Allowance allowance, String subject, long now) {
        Long then = subjects(allowance).get(subject);
        return then == null ? 0 : Math.max(0, then - now);
    }

    private Map<String, Long> subjects(Allowance allowance) {
        return full.computeIfAbsent(allowance, _ -> new Bounded(mostSubjects));
    }

    /** Drops its eldest when it has more than it may. */
    @SuppressWarnings("serial") // It is never written out.
    private static final class Bounded extends LinkedHashMap<String, Long> {
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > most;
        }
    }
}
