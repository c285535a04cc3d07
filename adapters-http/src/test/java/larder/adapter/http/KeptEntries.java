package larder.adapter.http;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import larder.domain.port.Cache;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Content;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;

/**
 * A cache of the tests, whose clock the test turns: enough of one for what HTTP shows of it, and none that may be relied on
 * under races.
 */
final class KeptEntries implements Cache {
    private final ConcurrentMap<CacheKey, Kept> entries = new ConcurrentHashMap<>();
    private volatile Duration now = Duration.ZERO;
    private volatile boolean away;

    void pass(Duration time) {
        now = now.plus(time);
    }

    void goAway() {
        away = true;
    }

    @Override
    public Lookup read(CacheKey key) {
        requireThere();
        Kept kept = entries.get(key);
        if (kept == null) {
            return new Lookup.Missing();
        }
        Duration age = now.minus(kept.since());
        Duration freshFor = kept.fill().freshFor().minus(age);
        Duration staleFor = freshFor.plus(kept.fill().staleFor());
        return new Lookup.Found(new CacheEntry(
                kept.fill().content(), freshFor, staleFor, age, kept.fill().loadTime()));
    }

    @Override
    public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        Map<CacheKey, Lookup> found = new HashMap<>();
        keys.forEach(key -> found.put(key, read(key)));
        return found;
    }

    @Override
    public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        requireThere();
        return new Reservation.Granted(new FillToken("any"));
    }

    @Override
    public Reservation takeOver(CacheKey key, Duration hold) {
        return reserve(key, hold, Duration.ZERO);
    }

    @Override
    public void release(Map<CacheKey, FillToken> tokens) {
        requireThere();
    }

    @Override
    public Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
        Map<CacheKey, Reservation> made = new HashMap<>();
        keys.forEach(key -> made.put(key, reserve(key, hold, Duration.ZERO)));
        return made;
    }

    @Override
    public Fill.Outcome fill(Fill fill) {
        requireThere();
        entries.put(fill.key(), new Kept(fill, now));
        return Fill.Outcome.STORED;
    }

    @Override
    public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        Map<CacheKey, Fill.Outcome> outcomes = new HashMap<>();
        fills.forEach(fill -> outcomes.put(fill.key(), fill(fill)));
        return outcomes;
    }

    @Override
    public void invalidate(Collection<CacheKey> keys) {
        requireThere();
        keys.forEach(entries::remove);
    }

    @Override
    public void invalidateOlder(Map<CacheKey, Long> versions) {
        invalidate(versions.keySet());
    }

    @Override
    public void clear(String region) {
        requireThere();
        entries.keySet().removeIf(key -> key.region().equals(region));
    }

    @Override
    public boolean isReserved(CacheKey key) {
        requireThere();
        return false;
    }

    Content content(String key) {
        Kept kept = entries.get(new CacheKey("user", key));
        return kept == null ? new Content.Absent() : kept.fill().content();
    }

    private void requireThere() {
        if (away) {
            throw new CacheUnavailable("the test took it away", null);
        }
    }

    private record Kept(Fill fill, Duration since) {}
}
