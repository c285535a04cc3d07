package larder.adapter.valkey;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.LoadLock;
import larder.domain.port.LockUnavailable;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.redisson.client.RedisOutOfMemoryException;

/** Does with a server what Larder will do with it: lock, reserve, fill, read, remove; in a cluster, every master has to answer. */
final class ServerProbe implements Prober.Probe {
    /** Of what it stores and removes. */
    static final String REGION = "larder";

    private static final Duration LIFE = Duration.ofSeconds(5);
    private static final Encoded VALUE = new Encoded("probe/1", new byte[] {'1'});

    private final Cache cache;
    private final LoadLock loadLock;
    private final Supplier<Boolean> allAnswer;

    /**
     * @param cache a cache on that server that waits longer than a request would, and has no breaker before it
     * @param loadLock a lock of the same kind
     * @param allAnswer whether every server that may be asked answers a ping, within a bound
     */
    ServerProbe(Cache cache, LoadLock loadLock, Supplier<Boolean> allAnswer) {
        this.cache = cache;
        this.loadLock = loadLock;
        this.allAnswer = allAnswer;
    }

    @Override
    public void run() {
        CacheKey key = new CacheKey(REGION, "probe:" + UUID.randomUUID());
        try {
            writeAndRemove(key);
        } catch (LockUnavailable | CacheUnavailable e) {
            // A server whose memory is full lives, and what it holds can be read.
            if (!memoryIsFull(e)) {
                throw e;
            }
            cache.read(key);
        }
        if (!allAnswer.get()) {
            throw new CacheUnavailable("a server does not answer a ping", null);
        }
    }

    private void writeAndRemove(CacheKey key) {
        loadLock.tryAcquire(key, Duration.ZERO, LIFE).ifPresent(LoadLock.Lease::close);
        if (cache.reserve(key, LIFE, Duration.ZERO) instanceof Reservation.Granted granted) {
            cache.fill(new Fill(key, granted.token(), VALUE, LIFE, Duration.ZERO, Duration.ZERO));
        }
        if (!(cache.readAll(List.of(key)).get(key) instanceof Lookup.Found)) {
            throw new CacheUnavailable("a value that was just stored is not there", null);
        }
        cache.read(key);
        cache.invalidate(List.of(key));
    }

    private static boolean memoryIsFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisOutOfMemoryException) {
                return true;
            }
        }
        return false;
    }
}
