package larder.application.readthrough;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larder.application.readthrough.Provenance.Source;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Reservation;
import org.jspecify.annotations.Nullable;

/** One question for several keys, from the first look into the cache to the answers. Used by one thread, once. */
final class BatchReading<K, V> {
    private final ReadThrough<K, V> region;
    private final Loader<K, V> loader;
    private final Duration hold;
    private final Caching caching;
    private final Map<CacheKey, K> asked;
    private final Map<CacheKey, Answer<V>> answers = new HashMap<>();
    private final Map<CacheKey, StandIn> standIns = new HashMap<>();
    private @Nullable Source pastCache;

    BatchReading(
            ReadThrough<K, V> region, Loader<K, V> loader, Duration hold, Caching caching, Map<CacheKey, K> asked) {
        this.region = region;
        this.loader = loader;
        this.hold = hold;
        this.caching = caching;
        this.asked = asked;
    }

    Map<K, Answer<V>> answer() {
        try {
            passByCacheInDoubt();
            lookNear();
            askCache(this::look);
            if (!missing().isEmpty()) {
                load(reservations());
            }
        } catch (RepositoryUnavailable unavailable) {
            region.databaseFailed();
            standInOr(unavailable);
        } catch (Overloaded overloaded) {
            standInOr(overloaded);
        }
        Map<K, Answer<V>> inOrder = new LinkedHashMap<>();
        asked.forEach((key, id) -> inOrder.put(id, requireNonNull(answers.get(key))));
        return inOrder;
    }

    private void passByCacheInDoubt() {
        if (caching.freshness().inDoubt()) {
            pastCache = Source.IN_DOUBT;
            asked.keySet().forEach(_ -> region.count(CacheEvent.BYPASS));
        }
    }

    private void askCache(Runnable question) {
        if (pastCache != null) {
            return;
        }
        try {
            question.run();
        } catch (CacheUnavailable _) {
            caching.freshness().cacheFailed();
            pastCache = Source.BYPASS;
        }
    }

    private void lookNear() {
        if (pastCache == null) {
            asked.forEach((key, id) -> region.nearHit(id, key).ifPresent(answer -> answers.put(key, answer)));
        }
    }

    private void look() {
        List<CacheKey> wanted = missing();
        if (wanted.isEmpty()) {
            return;
        }
        Map<CacheKey, Long> stamps = new HashMap<>();
        wanted.forEach(key -> stamps.put(key, region.near().stamp(key)));
        Look look = Look.now(caching);
        List<CacheKey> unreadable = new ArrayList<>();
        caching.cache().readAll(wanted).forEach((key, lookup) -> {
            switch (lookup) {
                case Lookup.Found(CacheEntry entry)
                when region.readable(entry.content()) -> {
                    region.near().keep(key, entry, look, requireNonNull(stamps.get(key)));
                    seen(key, entry, look);
                }
                case Lookup.Found _, Lookup.Unreadable _ -> {
                    region.count(CacheEvent.MISS_UNREADABLE);
                    unreadable.add(key);
                }
                case Lookup.Missing _ -> region.count(CacheEvent.MISS_COLD);
            }
        });
        if (!unreadable.isEmpty()) {
            caching.cache().invalidate(unreadable);
        }
    }

    private void seen(CacheKey key, CacheEntry entry, Look look) {
        if (entry.isFresh()) {
            answers.put(key, region.hit(entry, look));
            return;
        }
        region.count(CacheEvent.MISS_EXPIRED);
        if (entry.content() instanceof Encoded) {
            standIns.put(key, new StandIn(entry, look));
        }
    }

    private Map<CacheKey, Reservation> reservations() {
        Map<CacheKey, Reservation> made = new HashMap<>();
        Look look = Look.now(caching);
        askCache(() -> made.putAll(caching.cache().reserveAll(missing(), hold)));
        made.forEach((key, reservation) -> {
            if (reservation instanceof Reservation.Occupied(CacheEntry entry) && region.readable(entry.content())) {
                answers.put(key, region.hit(entry, look));
            }
        });
        return made;
    }

    private void load(Map<CacheKey, Reservation> reservations) {
        List<CacheKey> keys = missing();
        if (keys.isEmpty()) {
            return;
        }
        Map<CacheKey, FillToken> tokens = new HashMap<>();
        reservations.forEach((key, reservation) -> {
            if (reservation instanceof Reservation.Granted(FillToken token)) {
                tokens.put(key, token);
            }
        });
        List<TimedSource.Timed> loaded =
                loader.loadAll(keys.stream().map(this::id).toList(), tokens);
        Map<CacheKey, Fill> fills = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            CacheKey key = keys.get(i);
            FillToken token = tokens.get(key);
            if (token != null) {
                fills.put(key, loader.fillOf(key, token, loaded.get(i)));
            }
        }
        Map<CacheKey, Fill.Outcome> outcomes = fill(fills.values());
        if (outcomes.size() < fills.size()) {
            loader.releaseLater(tokens);
        }
        long now = caching.ticker().nanos();
        for (int i = 0; i < keys.size(); i++) {
            CacheKey key = keys.get(i);
            Loaded answer = loaded(loaded.get(i), fills.get(key), outcomes.get(key));
            answers.put(key, region.answer(answer.content(), answer.provenance(now)));
        }
    }

    private Map<CacheKey, Fill.Outcome> fill(Collection<Fill> fills) {
        Map<CacheKey, Fill.Outcome> outcomes = new HashMap<>();
        if (!fills.isEmpty()) {
            askCache(() -> outcomes.putAll(caching.cache().fillAll(fills)));
        }
        fills.forEach(fill -> region.count(
                switch (outcomes.get(fill.key())) {
                    case null -> CacheEvent.FILL_IN_DOUBT;
                    case STORED -> CacheEvent.FILL_STORED;
                    case REFUSED -> CacheEvent.FILL_REFUSED;
                }));
        return outcomes;
    }

    private Loaded loaded(TimedSource.Timed timed, @Nullable Fill fill, Fill.@Nullable Outcome outcome) {
        if (fill != null && outcome == Fill.Outcome.STORED) {
            return Loaded.fromDatabase(timed, Source.LOADED_STORED, fill.freshFor(), timed.begun());
        }
        Source source = pastCache == null ? Source.LOADED_NOT_STORED : pastCache;
        return Loaded.fromDatabase(timed, source, Duration.ZERO, timed.begun());
    }

    /** All or nothing: half an answer would look like absence. */
    private void standInOr(RuntimeException failure) {
        for (CacheKey key : missing()) {
            StandIn standIn = standIns.get(key);
            if (standIn == null) {
                throw failure;
            }
            Provenance provenance = region.provenance(standIn).orElseThrow(() -> failure);
            region.count(CacheEvent.HIT_STALE);
            answers.put(key, region.answer(standIn.entry().content(), provenance));
        }
    }

    private List<CacheKey> missing() {
        return asked.keySet().stream().filter(key -> !answers.containsKey(key)).toList();
    }

    private K id(CacheKey key) {
        return requireNonNull(asked.get(key));
    }
}
