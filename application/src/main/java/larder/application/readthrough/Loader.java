package larder.application.readthrough;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import larder.application.readthrough.TimedSource.Timed;
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
import larder.domain.port.Reservation;
import larder.domain.port.Versioned;

/** The way of one value from the database into the cache: reserve, or wait for who has; load; fill. */
final class Loader<K, V> {
    /** How soon a waiting load looks again; each time after twice as long, up to the longest. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

    /** Up to here a load that waits looks by itself: for a load of a few milliseconds the lock's queue would be the longer way. */
    private static final Duration LONGEST_ALONE = Duration.ofMillis(4);

    private final Region region;
    private final Codec<V> codec;
    private final TimedSource<K, V> database;
    private final Caching caching;

    Loader(Region region, Codec<V> codec, Source<K, V> source, Caching caching) {
        this.region = region;
        this.codec = codec;
        this.database = new TimedSource<>(region.name(), codec, source, caching);
        this.caching = caching;
    }

    /** Loads in front of the whole fleet. What another process stored meanwhile is taken instead. */
    Loaded load(K id, CacheKey key) {
        try {
            return reserveAndLoad(id, key, Duration.ZERO).orElseGet(() -> afterAnother(id, key));
        } catch (CacheUnavailable _) {
            caching.freshness().cacheFailed();
            return loadPast(id, Provenance.Source.BYPASS);
        }
    }

    /** Waits for the process that loads the same. A load that takes long is not looked for by all that wait. */
    private Loaded afterAnother(K id, CacheKey key) {
        count(CacheEvent.WAITED);
        long until = caching.ticker().nanos() + region.lockWait().toNanos();
        for (Duration pause = FIRST_PAUSE; pause.compareTo(LONGEST_ALONE) <= 0; pause = pause.multipliedBy(2)) {
            pause(pause);
            Optional<Loaded> loaded = reserveAndLoad(id, key, Duration.ZERO);
            if (loaded.isPresent()) {
                return loaded.get();
            }
        }
        return inTurn(id, key, until);
    }

    /**
     * Of all that wait, the holder of the fleet's lock watches the entry, takes over when the reservation ends without a value, and
     * wakes the next when it lets go.
     */
    private Loaded inTurn(K id, CacheKey key, long until) {
        try (Lease _ = caching.loadLock()
                .tryAcquire(key, region.lockWait(), region.hold())
                .orElse(Lease.NONE)) {
            Duration pause = LONGEST_ALONE;
            while (true) {
                Optional<Loaded> loaded = reserveAndLoad(id, key, Duration.ZERO);
                if (loaded.isPresent()) {
                    return loaded.get();
                }
                if (until - caching.ticker().nanos() <= 0) {
                    count(CacheEvent.LOCK_TIMED_OUT);
                    return notStored(database.one(id));
                }
                pause(pause);
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (LockUnavailable _) {
            // The lock and the cache are one server as a rule: asking it once more would only cost a second deadline.
            count(CacheEvent.LOCK_UNAVAILABLE);
            return loadPast(id, Provenance.Source.BYPASS);
        }
    }

    private void pause(Duration pause) {
        try {
            caching.sleeper().sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Overloaded("the wait for another's load was interrupted", Duration.ofSeconds(1));
        }
    }

    /** Loads without the cache, which is away or in doubt. */
    Loaded loadPast(K id, Provenance.Source why) {
        count(CacheEvent.BYPASS);
        Timed timed = database.one(id);
        return Loaded.fromDatabase(timed, why, Duration.ZERO, timed.begun());
    }

    /** Loads a value anew, if no other process does; or takes one that stays fresh for longer than that. */
    Optional<Loaded> refresh(K id, CacheKey key, Duration unlessFreshFor) {
        Optional<Loaded> loaded;
        try {
            loaded = reserveAndLoad(id, key, unlessFreshFor);
        } catch (CacheUnavailable _) {
            return Optional.empty();
        }
        if (loaded.isPresent() && loaded.get().source() == Provenance.Source.LOADED_STORED) {
            count(CacheEvent.REFRESHED);
        }
        return loaded;
    }

    /** Reserves whatever is there; what is there stays until it is filled over or forgotten. */
    Optional<FillToken> reserveForWrite(CacheKey key) {
        try {
            return caching.cache().takeOver(key, region.hold()) instanceof Reservation.Granted(FillToken token)
                    ? Optional.of(token)
                    : Optional.empty();
        } catch (CacheUnavailable _) {
            return Optional.empty();
        }
    }

    /** Fills in what a write came to; false when it was overtaken, or nobody knows. */
    boolean store(CacheKey key, FillToken token, Optional<Versioned<V>> written, long begun) {
        Timed timed = database.timed(written.map(Source.Found::of), begun, Duration.ZERO);
        return fill(key, token, timed).source() == Provenance.Source.LOADED_STORED;
    }

    /** Empty when another holds the entry. */
    private Optional<Loaded> reserveAndLoad(K id, CacheKey key, Duration unlessFreshFor) {
        Look look = Look.now(caching);
        return switch (caching.cache().reserve(key, region.hold(), unlessFreshFor)) {
            case Reservation.Occupied(CacheEntry entry)
            when readable(entry.content()) -> Optional.of(Loaded.fromAnother(entry, look, region.hold()));
            case Reservation.Occupied _, Reservation.Declined _ -> Optional.of(notStored(database.one(id)));
            case Reservation.Held _ -> Optional.empty();
            case Reservation.Granted(FillToken token) -> Optional.of(loadAndFill(id, key, token));
        };
    }

    private Loaded loadAndFill(K id, CacheKey key, FillToken token) {
        return fill(key, token, releasingUnlessDone(Map.of(key, token), () -> database.one(id)));
    }

    /** Whoever waits for a load that failed need not wait until its reservation ends. */
    private <T> T releasingUnlessDone(Map<CacheKey, FillToken> tokens, Supplier<T> load) {
        boolean done = false;
        try {
            T loaded = load.get();
            done = true;
            return loaded;
        } finally {
            if (!done) {
                release(tokens);
            }
        }
    }

    /** For a request that the cache has failed already, and that is not to wait for it again. */
    void releaseLater(Map<CacheKey, FillToken> tokens) {
        try {
            caching.background().execute(() -> release(tokens));
        } catch (RejectedExecutionException _) {
            // The process ends, and the reservations end by themselves.
        }
    }

    private void release(Map<CacheKey, FillToken> tokens) {
        try {
            caching.cache().release(tokens);
        } catch (CacheUnavailable _) {
            // The reservations end by themselves.
        }
    }

    private Loaded fill(CacheKey key, FillToken token, Timed timed) {
        Fill fill = fillOf(key, token, timed);
        long filling = caching.ticker().nanos();
        try {
            return switch (caching.cache().fill(fill)) {
                case STORED -> {
                    count(CacheEvent.FILL_STORED);
                    yield Loaded.fromDatabase(timed, Provenance.Source.LOADED_STORED, fill.freshFor(), filling);
                }
                case REFUSED -> {
                    count(CacheEvent.FILL_REFUSED);
                    yield notStored(timed);
                }
            };
        } catch (CacheUnavailable _) {
            count(CacheEvent.FILL_IN_DOUBT);
            releaseLater(Map.of(key, token));
            return notStored(timed);
        }
    }

    private static Loaded notStored(Timed timed) {
        return Loaded.fromDatabase(timed, Provenance.Source.LOADED_NOT_STORED, Duration.ZERO, timed.begun());
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

    /** Loads several ids by one query, in their order. A load that fails gives the reservations back. */
    List<Timed> loadAll(List<K> ids, Map<CacheKey, FillToken> tokens) {
        return releasingUnlessDone(tokens, () -> database.all(ids));
    }

    private Duration jittered(Duration span) {
        double cut = region.jitter() * caching.random().nextDouble();
        return span.minusNanos((long) (span.toNanos() * cut));
    }

    private void count(CacheEvent event) {
        caching.stats().count(region.name(), event);
    }
}
