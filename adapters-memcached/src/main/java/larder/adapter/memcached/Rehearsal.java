package larder.adapter.memcached;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.LoadLock;
import larder.domain.port.LockUnavailable;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import net.rubyeye.xmemcached.exception.MemcachedServerException;

/**
 * Goes over a new connection through all that a request will ask. So a server that only looks alive is not used, and the first
 * request does not pay its deadline for what the JVM has not loaded yet.
 *
 * @param bound how long each question may take
 */
record Rehearsal(Wire wire, Duration bound) implements Calls {
    private static final Duration LIFE = Duration.ofSeconds(5);
    private static final Encoded VALUE = new Encoded("probe/1", new byte[] {'?'});

    @Override
    public <T> T ask(Question<T> question) {
        return question.over(wire, Deadline.in(bound));
    }

    /** @throws CacheUnavailable when the server does not do what it should */
    void run() {
        CacheKey key = new CacheKey("larder", "probe:" + UUID.randomUUID());
        Tokens tokens = new Tokens();
        Cache cache = new MemcachedCache(this, tokens);
        try {
            new MemcachedLoadLock(this, tokens)
                    .tryAcquire(key, Duration.ZERO, LIFE)
                    .ifPresent(LoadLock.Lease::close);
            storeAndRemove(cache, key);
        } catch (LockUnavailable | CacheUnavailable e) {
            if (!isRefusedByServer(e)) {
                throw new CacheUnavailable("Memcached does not do what it is asked", e);
            }
        }
    }

    private static void storeAndRemove(Cache cache, CacheKey key) {
        if (cache.reserve(key, LIFE, Duration.ZERO) instanceof Reservation.Granted granted) {
            cache.fill(new Fill(key, granted.token(), VALUE, LIFE, Duration.ZERO, Duration.ZERO));
        }
        if (!(cache.read(key) instanceof Lookup.Found)) {
            throw new CacheUnavailable("a value that was just stored is not there", null);
        }
        cache.invalidate(List.of(key));
    }

    /** A server that keeps nothing new, since its memory is full, lives, and what it holds can be read. */
    private static boolean isRefusedByServer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MemcachedServerException) {
                return true;
            }
        }
        return false;
    }
}
