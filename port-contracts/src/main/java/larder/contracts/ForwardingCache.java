package larder.contracts;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;

/** A cache in front of another, so that something can happen at each of its steps. */
abstract class ForwardingCache implements Cache {
    private final Cache behind;

    ForwardingCache(Cache behind) {
        this.behind = behind;
    }

    /** Makes the call, and whatever has to happen before or after it. */
    abstract <T> T at(CacheStep step, Supplier<T> call);

    @Override
    public final Lookup read(CacheKey key) {
        return at(CacheStep.READ, () -> behind.read(key));
    }

    @Override
    public final Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        return at(CacheStep.READ, () -> behind.readAll(keys));
    }

    @Override
    public final Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        return at(CacheStep.RESERVE, () -> behind.reserve(key, hold, unlessFreshFor));
    }

    @Override
    public final Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
        return at(CacheStep.RESERVE, () -> behind.reserveAll(keys, hold));
    }

    @Override
    public final Reservation takeOver(CacheKey key, Duration hold) {
        return at(CacheStep.RESERVE, () -> behind.takeOver(key, hold));
    }

    @Override
    public final void release(Map<CacheKey, FillToken> tokens) {
        at(CacheStep.RELEASE, () -> {
            behind.release(tokens);
            return tokens;
        });
    }

    @Override
    public final Fill.Outcome fill(Fill fill) {
        return at(CacheStep.FILL, () -> behind.fill(fill));
    }

    @Override
    public final Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        return at(CacheStep.FILL, () -> behind.fillAll(fills));
    }

    @Override
    public final void invalidate(Collection<CacheKey> keys) {
        at(CacheStep.INVALIDATE, () -> {
            behind.invalidate(keys);
            return keys;
        });
    }

    @Override
    public final void invalidateOlder(Map<CacheKey, Long> versions) {
        at(CacheStep.INVALIDATE, () -> {
            behind.invalidateOlder(versions);
            return versions;
        });
    }

    @Override
    public final void clear(String region) {
        at(CacheStep.INVALIDATE, () -> {
            behind.clear(region);
            return region;
        });
    }

    @Override
    public Duration clockError() {
        return behind.clockError();
    }

    @Override
    public final boolean isReserved(CacheKey key) {
        return at(CacheStep.READ, () -> behind.isReserved(key));
    }
}
