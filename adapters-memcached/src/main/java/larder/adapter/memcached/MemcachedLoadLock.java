package larder.adapter.memcached;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import larder.adapter.memcached.Changes.Step;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.FillToken;
import larder.domain.port.LoadLock;
import larder.domain.port.LockUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load lock as an entry beside the one that is loaded, {@code {user:101}:lock}, with the holder's token and nothing else.
 *
 * <p>Memcached tells nobody that a lock was let go, so who waits looks again and again: after 1 ms, then later and later, every
 * 16 ms at most. That is bearable because {@code ReadThrough} lets one caller a process wait for a key, so that a cold key costs
 * the server some sixty small questions a second for each process that waits, while it is being loaded; and it is worth it, since
 * with a lock of its own each process would load. A key that is loaded for seconds by a fleet of hundreds wants a server that
 * can wake its waiters.
 *
 * <p>A lease ends by the {@link ServerClock}. A host whose clock is wrong may take a lock from its holder up to four seconds
 * early or late: then two load, and one fill is refused.
 */
final class MemcachedLoadLock implements LoadLock {
    private static final Logger LOG = LoggerFactory.getLogger(MemcachedLoadLock.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

    private final Changes changes;
    private final Tokens tokens;

    MemcachedLoadLock(Calls calls, Tokens tokens) {
        this.changes = new Changes(calls);
        this.tokens = tokens;
    }

    @Override
    public Optional<Lease> tryAcquire(CacheKey key, Duration wait, Duration lease) {
        String name = "{" + key + "}:lock";
        String owner = tokens.next();
        long giveUpAt = System.nanoTime() + wait.toNanos();
        long pause = FIRST_PAUSE.toNanos();
        while (!taken(name, owner, lease)) {
            long left = giveUpAt - System.nanoTime();
            if (left <= 0 || !pausedFor(Math.min(left, pause))) {
                return Optional.empty();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
        return Optional.of(() -> letGo(name, owner));
    }

    private boolean taken(String name, String owner, Duration lease) {
        try {
            return requireNonNull(changes.<Boolean>make(List.of(name), (_, seen, now) -> {
                        boolean held = seen instanceof Seen.Kept(long _, Entry entry) && entry.isHeld(now);
                        return held
                                ? new Step.Leave<>(false)
                                : new Step.Put<>(
                                        Entry.reserved(owner, now + Math.max(1, lease.toMillis())), true, false);
                    })
                    .get(name));
        } catch (CacheUnavailable e) {
            throw new LockUnavailable("the load lock is not to be had", e);
        }
    }

    /** Puts in its place a lock that nobody holds and that is gone in a moment; the protocol removes nothing on a condition. */
    private void letGo(String name, String owner) {
        try {
            changes.<Boolean>make(
                    List.of(name),
                    (_, seen, now) ->
                            seen instanceof Seen.Kept(long _, Entry entry) && entry.isHeldBy(new FillToken(owner), now)
                                    ? new Step.Put<>(Entry.reserved(Tokens.NONE, now), true, false)
                                    : new Step.Leave<>(false));
        } catch (CacheUnavailable e) {
            LOG.debug("A load lock was not let go at once; it ends with its lease: {}", e.toString());
        }
    }

    /** About that long, so that waiters do not march in step; false when interrupted. */
    private static boolean pausedFor(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(nanos / 2, nanos + 1));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
