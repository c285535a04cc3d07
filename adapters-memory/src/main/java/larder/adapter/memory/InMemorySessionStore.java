package larder.adapter.memory;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import larder.domain.port.SessionStore;
import larder.domain.port.Ticker;
import larder.domain.session.AccountName;
import larder.domain.session.SecurityStamp;
import larder.domain.session.Session;
import larder.domain.session.SessionId;
import larder.domain.session.SessionLifetime;

/** Sessions of one process, which end with it. When there is no room, the one that was not used for longest ends. */
final class InMemorySessionStore implements SessionStore {
    private final int most;
    private final Ticker ticker;
    private final ReentrantLock guard = new ReentrantLock();

    /** The one that was not used for longest comes first. */
    private final Map<SessionId, Kept> sessions = new LinkedHashMap<>(16, 0.75f, true);

    InMemorySessionStore(int most, Ticker ticker) {
        this.most = most;
        this.ticker = ticker;
    }

    @Override
    public Session create(SessionId id, SecurityStamp stamp, SessionLifetime lifetime) {
        guard.lock();
        try {
            long now = ticker.nanos();
            Kept begun = new Kept(stamp, lifetime, now, now).usedAt(now);
            sessions.put(id, begun);
            makeRoom(now);
            return begun.at(now);
        } finally {
            guard.unlock();
        }
    }

    @Override
    public Optional<Session> touch(SessionId id) {
        guard.lock();
        try {
            long now = ticker.nanos();
            Kept used = sessions.computeIfPresent(id, (_, kept) -> kept.isOver(now) ? null : kept.usedAt(now));
            return Optional.ofNullable(used).map(kept -> kept.at(now));
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void end(SessionId id) {
        guard.lock();
        try {
            sessions.remove(id);
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void endAll(AccountName account) {
        guard.lock();
        try {
            sessions.keySet().removeIf(id -> id.account().equals(account));
        } finally {
            guard.unlock();
        }
    }

    private void makeRoom(long now) {
        Iterator<Kept> unusedForLongest = sessions.values().iterator();
        while (unusedForLongest.hasNext()) {
            Kept kept = unusedForLongest.next();
            if (!kept.isOver(now) && sessions.size() <= most) {
                return;
            }
            unusedForLongest.remove();
        }
    }

    /** A session, with the moments of its beginning and of its end if it is not used again. */
    private record Kept(SecurityStamp stamp, SessionLifetime lifetime, long begun, long until) {
        Kept usedAt(long now) {
            Duration left = lifetime.longest().minusNanos(now - begun);
            Duration idle = lifetime.idle();
            return new Kept(stamp, lifetime, begun, now + (idle.compareTo(left) < 0 ? idle : left).toNanos());
        }

        boolean isOver(long now) {
            return until - now <= 0;
        }

        Session at(long now) {
            return new Session(
                    stamp, Duration.ofNanos(until - now), lifetime.longest().minusNanos(now - begun));
        }
    }
}
