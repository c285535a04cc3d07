package larder.adapter.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import larder.domain.port.Ticker;

/**
 * A cache inside the process. Each step on a key is one computation of the map, which runs alone for its key. A slot is taken at its word only
 * after a look at the ticker: that the map drops it when nothing in it lives any more is a matter of memory.
 */
final class InMemoryCache implements Cache {
    private static final Lookup MISSING = new Lookup.Missing();

    private final com.github.benmanes.caffeine.cache.Cache<CacheKey, Slot> slots;
    private final Ticker ticker;
    private final AtomicLong tokens = new AtomicLong();

    /** Makes a token of this cache differ from one of any other, also of one that lived before it. */
    private final String mark = UUID.randomUUID().toString();

    InMemoryCache(com.github.benmanes.caffeine.cache.Cache<CacheKey, Slot> slots, Ticker ticker) {
        this.slots = slots;
        this.ticker = ticker;
    }

    static com.github.benmanes.caffeine.cache.Cache<CacheKey, Slot> slots(long maxWeight, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumWeight(maxWeight)
                .<CacheKey, Slot>weigher((key, slot) -> slot.weight(key))
                .expireAfter(
                        Expiry.<CacheKey, Slot>writing((_, slot) -> Duration.ofNanos(slot.lifeLeft(ticker.nanos()))))
                .ticker(ticker::nanos)
                // No pool of its own: what has to be tidied is tidied by those who write.
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Lookup read(CacheKey key) {
        Slot slot = slots.getIfPresent(key);
        if (slot == null || slot.value() == null) {
            return MISSING;
        }
        long now = ticker.nanos();
        return slot.value().isThere(now) ? new Lookup.Found(slot.value().entry(now)) : MISSING;
    }

    @Override
    public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        Map<CacheKey, Lookup> answers = HashMap.newHashMap(keys.size());
        keys.forEach(key -> answers.put(key, read(key)));
        return answers;
    }

    @Override
    public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        long now = ticker.nanos();
        Slot.Hold mine = newHold(now, hold);
        Slot after = slots.asMap().compute(key, (_, slot) -> {
            if (slot == null) {
                return new Slot(null, mine);
            }
            return slot.isHeld(now) || slot.isFreshBeyond(unlessFreshFor, now) ? slot : slot.heldBy(mine);
        });
        if (mine.equals(after.hold())) {
            return new Reservation.Granted(mine.token());
        }
        Slot.Value value = after.value();
        return value != null && after.isFreshBeyond(unlessFreshFor, now)
                ? new Reservation.Occupied(value.entry(now))
                : new Reservation.Held();
    }

    @Override
    public Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
        Map<CacheKey, Reservation> made = HashMap.newHashMap(keys.size());
        Set.copyOf(keys).forEach(key -> made.put(key, reserve(key, hold, Duration.ZERO)));
        return made;
    }

    @Override
    public Reservation takeOver(CacheKey key, Duration hold) {
        Slot.Hold mine = newHold(ticker.nanos(), hold);
        slots.asMap().compute(key, (_, slot) -> slot == null ? new Slot(null, mine) : slot.heldBy(mine));
        return new Reservation.Granted(mine.token());
    }

    @Override
    public void release(Map<CacheKey, FillToken> tokens) {
        long now = ticker.nanos();
        tokens.forEach((key, token) ->
                slots.asMap().computeIfPresent(key, (_, slot) -> slot.isHeldBy(token, now) ? slot.released() : slot));
    }

    @Override
    // Another fill may have stored an equal slot: only this very one says that this fill was stored.
    @SuppressWarnings("ReferenceEquality")
    public Fill.Outcome fill(Fill fill) {
        long now = ticker.nanos();
        Slot filled = Slot.filled(fill, now);
        Slot after = slots.asMap()
                .computeIfPresent(fill.key(), (_, slot) -> slot.isHeldBy(fill.token(), now) ? filled : slot);
        return after == filled ? Fill.Outcome.STORED : Fill.Outcome.REFUSED;
    }

    @Override
    public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        Map<CacheKey, Fill.Outcome> outcomes = HashMap.newHashMap(fills.size());
        fills.forEach(fill -> outcomes.put(fill.key(), fill(fill)));
        return outcomes;
    }

    @Override
    public void invalidate(Collection<CacheKey> keys) {
        slots.invalidateAll(keys);
    }

    @Override
    public void invalidateOlder(Map<CacheKey, Long> versions) {
        versions.forEach((key, version) ->
                slots.asMap().computeIfPresent(key, (_, slot) -> slot.isAsNewAs(version) ? slot.released() : null));
    }

    @Override
    public void clear(String region) {
        slots.asMap().keySet().removeIf(key -> key.region().equals(region));
    }

    @Override
    public boolean isReserved(CacheKey key) {
        Slot slot = slots.getIfPresent(key);
        return slot != null && slot.isHeld(ticker.nanos());
    }

    private Slot.Hold newHold(long now, Duration hold) {
        return new Slot.Hold(new FillToken(mark + '-' + tokens.incrementAndGet()), now + hold.toNanos());
    }
}
