package larder.adapter.memory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Function;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;

/** A cache that keeps nothing. It lets everybody load and nobody fill. */
final class NoCache implements Cache {
    @Override
    public Lookup read(CacheKey key) {
        return new Lookup.Missing();
    }

    @Override
    public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        return each(keys, _ -> new Lookup.Missing());
    }

    @Override
    public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        return new Reservation.Declined();
    }

    @Override
    public Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
        return each(keys, _ -> new Reservation.Declined());
    }

    @Override
    public Reservation takeOver(CacheKey key, Duration hold) {
        return new Reservation.Declined();
    }

    @Override
    public void release(Map<CacheKey, FillToken> tokens) {}

    @Override
    public Fill.Outcome fill(Fill fill) {
        return Fill.Outcome.REFUSED;
    }

    @Override
    public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        return each(fills.stream().map(Fill::key).toList(), _ -> Fill.Outcome.REFUSED);
    }

    @Override
    public void invalidate(Collection<CacheKey> keys) {}

    @Override
    public void invalidateOlder(Map<CacheKey, Long> versions) {}

    @Override
    public void clear(String region) {}

    @Override
    public boolean isReserved(CacheKey key) {
        return false;
    }

    private static <T> Map<CacheKey, T> each(Collection<CacheKey> keys, Function<CacheKey, T> answer) {
        return new LinkedHashSet<>(keys).stream().collect(toUnmodifiableMap(Function.identity(), answer));
    }
}
