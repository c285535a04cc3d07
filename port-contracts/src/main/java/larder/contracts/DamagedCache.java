package larder.contracts;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;

/** A cache in which single entries can be damaged. Such an entry cannot be read until it is invalidated or filled anew. */
public final class DamagedCache implements Cache {
    private final Cache behind;
    private final Set<CacheKey> damaged = ConcurrentHashMap.newKeySet();

    /** A cache without damage. */
    public DamagedCache(Cache behind) {
        this.behind = behind;
    }

    public void damage(CacheKey key) {
        damaged.add(key);
    }

    @Override
    public Lookup read(CacheKey key) {
        return damaged.contains(key) ? new Lookup.Unreadable("damaged on purpose") : behind.read(key);
    }

    @Override
    public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        return Set.copyOf(keys).stream().collect(toMap(Function.identity(), this::read));
    }

    @Override
    public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        return behind.reserve(key, hold, unlessFreshFor);
    }

    @Override
    public Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
        return behind.reserveAll(keys, hold);
    }

    @Override
    public Reservation takeOver(CacheKey key, Duration hold) {
        return behind.takeOver(key, hold);
    }

    @Override
    public void release(Map<CacheKey, FillToken> tokens) {
        behind.release(tokens);
    }

    @Override
    public Fill.Outcome fill(Fill fill) {
        Fill.Outcome outcome = behind.fill(fill);
        if (outcome == Fill.Outcome.STORED) {
            damaged.remove(fill.key());
        }
        return outcome;
    }

    @Override
    public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        return fills.stream().collect(toMap(Fill::key, this::fill));
    }

    @Override
    public void invalidate(Collection<CacheKey> keys) {
        behind.invalidate(keys);
        damaged.removeAll(Set.copyOf(keys));
    }

    @Override
    public void invalidateOlder(Map<CacheKey, Long> versions) {
        behind.invalidateOlder(versions);
        damaged.removeAll(versions.keySet());
    }

    @Override
    public void clear(String region) {
        behind.clear(region);
        damaged.removeIf(key -> key.region().equals(region));
    }

    @Override
    public boolean isReserved(CacheKey key) {
        return behind.isReserved(key);
    }
}
