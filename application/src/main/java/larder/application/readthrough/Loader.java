package larder.application.readthrough;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Codec;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.LoadLock.Lease;
import larder.domain.port.LockUnavailable;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Reservation;

/** The way of one value from the database into the cache: lock, reserve, load, fill, let go. */
final class Loader<K, V> {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Region region;
    private final Codec<V> codec;
    private final Source<K, V> source;
    private final Caching caching;

    Loader(Region region, Codec<V> codec, Source<K, V> source, Caching caching) {
        this.region = region;
        this.codec = codec;
        this.source = source;
        this.caching = caching;
    }

    /** Loads in front of the whole fleet. What another process stored meanwhile is taken instead. */
    Loaded load(K id, CacheKey key) {
        Lease taken;
        try {
            taken = caching.loadLock()
                    .tryAcquire(key, region.lockWait(), region.hold())
                    .orElseGet(() -> withoutLock(CacheEvent.LOCK_TIMED_OUT));
        } catch (LockUnavailable _) {
            // The lock and the cache are one server as a rule: asking it once more would only cost a second deadline.
            count(CacheEvent.LOCK_UNAVAILABLE);
            return loadPast(id);
        }
        try (Lease _ = taken) {
            return reserveAndLoad(id, key, Duration.ZERO);
        }
    }

    /** Loads without the cache, which is away. */
    Loaded loadPast(K id) {
        count(CacheEvent.BYPASS);
        Timed timed = fromSource(id);
        return new Loaded(timed.content(), Provenance.loaded(Provenance.Source.BYPASS, Duration.ZERO), timed.begun());
    }

    /** Loads a value anew, if no other process does, and none has that stays fresh for longer than that. */
    Optional<Loaded> refresh(K id, CacheKey key, Duration unlessFreshFor) {
        try {
            Optional<Lease> lease = caching.loadLock().tryAcquire(key, Duration.ZERO, region.hold());
            if (lease.isEmpty()) {
                return Optional.empty();
            }
            try (Lease _ = lease.get()) {
                Loaded loaded = reserveAndLoad(id, key, unlessFreshFor);
                if (loaded.provenance().source() == Provenance.Source.LOADED_STORED) {
                    count(CacheEvent.REFRESHED);
                }
                return Optional.of(loaded);
            }
        } catch (LockUnavailable _) {
            count(CacheEvent.LOCK_UNAVAILABLE);
            return Optional.empty();
        }
    }

    /** Reserves whatever is there; what is there stays until it is filled over or forgotten. */
    Optional<FillToken> reserveForWrite(CacheKey key) {
        try {
            return caching.cache().reserve(key, region.hold(), FOR_EVER) instanceof Reservation.Granted(FillToken token)
                    ? Optional.of(token)
                    : Optional.empty();
        } catch (CacheUnavailable _) {
            return Optional.empty();
        }
    }

    /** Fills in what a write came to; false when it was overtaken, or nobody knows. */
    boolean store(CacheKey key, FillToken token, Optional<V> written, long begun) {
        Timed timed = timed(written, begun, Duration.ZERO);
        return fill(key, token, timed).provenance().source() == Provenance.Source.LOADED_STORED;
    }

    private Loaded reserveAndLoad(K id, CacheKey key, Duration unlessFreshFor) {
        long reserving = caching.ticker().nanos();
        Reservation reservation;
        try {
            reservation = caching.cache().reserve(key, region.hold(), unlessFreshFor);
        } catch (CacheUnavailable _) {
            return loadPast(id);
        }
        return switch (reservation) {
            case Reservation.Occupied(CacheEntry entry)
            when readable(entry.content()) ->
                new Loaded(
                        entry.content(),
                        new Provenance(Provenance.Source.COLLAPSED, entry.freshFor(), entry.age()),
                        reserving);
            case Reservation.Occupied _, Reservation.Declined _ -> notStored(fromSource(id));
            case Reservation.Granted(FillToken token) -> fill(key, token, fromSource(id));
        };
    }

    private Loaded fill(CacheKey key, FillToken token, Timed timed) {
        Fill fill = fillOf(key, token, timed);
        long filling = caching.ticker().nanos();
        try {
            return switch (caching.cache().fill(fill)) {
                case STORED -> {
                    count(CacheEvent.FILL_STORED);
                    Provenance stored = Provenance.loaded(Provenance.Source.LOADED_STORED, fill.freshFor());
                    yield new Loaded(fill.content(), stored, filling);
                }
                case REFUSED -> {
                    count(CacheEvent.FILL_REFUSED);
                    yield notStored(timed);
                }
            };
        } catch (CacheUnavailable _) {
            count(CacheEvent.FILL_IN_DOUBT);
            return notStored(timed);
        }
    }

    private static Loaded notStored(Timed timed) {
        Provenance provenance = Provenance.loaded(Provenance.Source.LOADED_NOT_STORED, Duration.ZERO);
        return new Loaded(timed.content(), provenance, timed.begun());
    }

    Fill fillOf(CacheKey key, FillToken token, Timed timed) {
        return switch (timed.content()) {
            case Encoded value ->
                new Fill(key, token, value, jittered(region.ttl()), region.staleIfDown(), timed.took());
            case Content.Absent none ->
                new Fill(key, token, none, jittered(region.absenceTtl()), Duration.ZERO, timed.took());
        };
    }

    boolean readable(Content content) {
        return switch (content) {
            case Encoded encoded -> encoded.format().equals(codec.format());
            case Content.Absent _ -> true;
        };
    }

    /** Loads several ids by one query, in their order. */
    List<Timed> loadAll(List<K> ids) {
        return underLimit(() -> {
            long begun = caching.ticker().nanos();
            Map<K, V> found = source.many().apply(ids);
            Duration took = took(begun);
            return ids.stream()
                    .map(id -> timed(Optional.ofNullable(found.get(id)), begun, took))
                    .toList();
        });
    }

    private Timed fromSource(K id) {
        return underLimit(() -> {
            long begun = caching.ticker().nanos();
            Optional<V> found = source.one().apply(id);
            return timed(found, begun, took(begun));
        });
    }

    private Duration took(long begun) {
        Duration took = Duration.ofNanos(caching.ticker().nanos() - begun);
        caching.stats().loaded(region.name(), took);
        return took;
    }

    private Timed timed(Optional<V> value, long begun, Duration took) {
        return new Timed(value.<Content>map(codec::encode).orElseGet(Content.Absent::new), begun, took);
    }

    private <T> T underLimit(Supplier<T> load) {
        try {
            return caching.loadLimit().run(load);
        } catch (RepositoryUnavailable unavailable) {
            count(CacheEvent.LOAD_FAILED);
            throw unavailable;
        } catch (Overloaded overloaded) {
            count(CacheEvent.SHED);
            throw overloaded;
        }
    }

    private Lease withoutLock(CacheEvent reason) {
        count(reason);
        return Lease.NONE;
    }

    private Duration jittered(Duration span) {
        double cut = region.jitter() * caching.random().nextDouble();
        return span.minusNanos((long) (span.toNanos() * cut));
    }

    private void count(CacheEvent event) {
        caching.stats().count(region.name(), event);
    }

    /**
     * What the database said.
     *
     * @param begun the reading of the ticker when it was asked
     */
    record Timed(Content content, long begun, Duration took) {}
}
