package larder.application.readthrough;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larder.application.readthrough.Provenance.Source;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Lookup;
import larder.domain.port.RepositoryUnavailable;
import org.jspecify.annotations.Nullable;

/** One question for one key, from the first look into the cache to the answer. Used by one thread, once. */
final class Reading<K, V> {
    private final ReadThrough<K, V> region;
    private final Caching caching;
    private final K id;
    private final CacheKey key;
    private final long asked;
    private @Nullable Source pastCache;
    private boolean staleWillDo;
    private @Nullable StandIn standIn;

    Reading(ReadThrough<K, V> region, Caching caching, K id, CacheKey key) {
        this.region = region;
        this.caching = caching;
        this.id = id;
        this.key = key;
        this.asked = caching.ticker().nanos();
    }

    Answer<V> answerPastCache(Source why) {
        pastCache = why;
        return answer();
    }

    Answer<V> answerWarm() {
        staleWillDo = true;
        return answer();
    }

    Answer<V> answer() {
        try {
            while (true) {
                Optional<Answer<V>> known = fromCache();
                if (known.isPresent()) {
                    return known.get();
                }
                Optional<Answer<V>> loaded = fromFlight();
                if (loaded.isPresent()) {
                    return loaded.get();
                }
            }
        } catch (RepositoryUnavailable unavailable) {
            region.databaseFailed();
            return standInOr(unavailable);
        } catch (Overloaded overloaded) {
            return standInOr(overloaded);
        }
    }

    private Optional<Answer<V>> fromCache() {
        if (isPastCache()) {
            return Optional.empty();
        }
        Optional<Answer<V>> near = region.nearHit(id, key);
        return near.isPresent() ? near : fromSharedCache();
    }

    private Optional<Answer<V>> fromSharedCache() {
        long stamp = region.near().stamp(key);
        Look look = Look.now(caching);
        try {
            return switch (caching.cache().read(key)) {
                case Lookup.Found(CacheEntry entry)
                when region.readable(entry.content()) -> {
                    region.near().keep(key, entry, look, stamp);
                    yield fromEntry(entry, look);
                }
                case Lookup.Found _, Lookup.Unreadable _ -> discard();
                case Lookup.Missing _ -> miss(CacheEvent.MISS_COLD);
            };
        } catch (CacheUnavailable _) {
            caching.freshness().cacheFailed();
            pastCache = Source.BYPASS;
            return Optional.empty();
        }
    }

    /** Once a reading goes past the cache it keeps to that. */
    private boolean isPastCache() {
        if (pastCache == null && caching.freshness().inDoubt()) {
            pastCache = Source.IN_DOUBT;
        }
        return pastCache != null;
    }

    private Optional<Answer<V>> fromEntry(CacheEntry entry, Look look) {
        if (entry.isFresh()) {
            region.considerRefresh(id, key, entry);
            return Optional.of(region.hit(entry, look));
        }
        if (entry.content() instanceof Encoded) {
            standIn = new StandIn(entry, look);
        }
        return staleWillDo || region.databaseIsDown() ? standInAnswer() : miss(CacheEvent.MISS_EXPIRED);
    }

    /** What cannot be read is taken out, so that a reservation does not find it occupied. */
    private Optional<Answer<V>> discard() {
        caching.cache().invalidate(List.of(key));
        return miss(CacheEvent.MISS_UNREADABLE);
    }

    private Optional<Answer<V>> miss(CacheEvent reason) {
        region.count(reason);
        return Optional.empty();
    }

    /** Empty when the flight's value is older than the question, or nothing came of it: then the question is asked again. */
    private Optional<Answer<V>> fromFlight() {
        Duration left = region.patience().minusNanos(now() - asked);
        if (!left.isPositive()) {
            region.count(CacheEvent.SHED);
            throw new Overloaded("another load of the same key takes too long", Duration.ofSeconds(1));
        }
        return switch (region.flights().fly(key, this::load, left)) {
            case SingleFlight.Flown.Led<Loaded>(Loaded loaded) ->
                Optional.of(region.answer(loaded.content(), loaded.provenance(now())));
            case SingleFlight.Flown.Joined<Loaded>(Loaded loaded)
            when isNoOlder(loaded) -> Optional.of(collapsed(loaded));
            case SingleFlight.Flown.Joined<Loaded> _, SingleFlight.Flown.Nothing<Loaded> _ -> Optional.empty();
        };
    }

    /** Who goes past the cache shares nothing that another found there. */
    private boolean isNoOlder(Loaded loaded) {
        return pastCache == null ? loaded.answers(asked) : loaded.answersInDoubt(asked);
    }

    private Loaded load() {
        return pastCache == null
                ? region.loader().load(id, key)
                : region.loader().loadPast(id, pastCache);
    }

    private long now() {
        return caching.ticker().nanos();
    }

    private Answer<V> collapsed(Loaded loaded) {
        region.count(CacheEvent.COLLAPSED);
        return region.answer(loaded.content(), loaded.provenance(Source.COLLAPSED, now()));
    }

    private Answer<V> standInOr(RuntimeException failure) {
        return standInAnswer().orElseThrow(() -> failure);
    }

    private Optional<Answer<V>> standInAnswer() {
        if (standIn == null) {
            return Optional.empty();
        }
        Content content = standIn.entry().content();
        Optional<Provenance> provenance = region.provenance(standIn);
        provenance.ifPresent(_ -> region.count(CacheEvent.HIT_STALE));
        return provenance.map(from -> region.answer(content, from));
    }
}
