package larder.application.readthrough;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import larder.application.freshness.Freshness;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Codec;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.FillToken;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Versioned;

/**
 * A region of the cache in front of the database: what is asked for is answered from the cache, or loaded, stored and
 * answered.
 *
 * <ol>
 *   <li>Read the entry: a fresh value or a known absence is the answer.
 *   <li>On a miss, join the process's single flight for the key. Its leader reserves: a token that was never used before is put
 *       into the entry, unless another process has put its own there.
 *   <li>Who has the reservation loads from the database, in a statement that begins after it. Everybody else waits: one of
 *       them holds the fleet's load lock, watches the entry, and takes over when the reservation ends without a value; the
 *       others wait for the lock.
 *   <li>It fills: the cache stores the value only if the entry still holds the token. Whoever invalidated meanwhile took the
 *       token away, so that a value read before a write is never stored after it.
 * </ol>
 *
 * <p>The lock saves work, and is asked for only where there is another to wait for; the token keeps it right. An answer is shared only with those whose question is older than the
 * moment at which the value was certainly current: that moment is the fill when it was stored, and the beginning of the load
 * when it was refused, when the cache did not say, or when there is no cache to ask. Who asked later, asks again.
 *
 * <p>While the cache is in doubt ({@link Freshness}) it is neither read nor filled, as if it were away.
 *
 * <p>A cache or a lock that fails never fails a read. A database that fails is answered by a value past its time, if the
 * region allows it and no write invalidated it; else by {@link RepositoryUnavailable} or {@link Overloaded}, never by an
 * absence.
 *
 * <p>Safe for use by many threads.
 */
public final class ReadThrough<K, V> {
    /** How long stand-ins are answered at once after a load failed, before the database is tried again. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Region region;
    private final Codec<V> codec;
    private final Caching caching;
    private final Loader<K, V> loader;
    private final Near near;
    private final Removals removals;
    private final SingleFlight<Loaded> flights = new SingleFlight<>();
    private final Refreshes<K, V> refreshes;
    private final AtomicLong databaseDownUntil;

    public ReadThrough(Region region, Codec<V> codec, Source<K, V> source, Caching caching) {
        this.region = region;
        this.codec = codec;
        this.caching = caching;
        this.near = Near.of(region, caching);
        this.removals = new Removals(region.name(), caching);
        this.loader = new Loader<>(region, codec, source, caching);
        this.databaseDownUntil = new AtomicLong(caching.ticker().nanos());
        this.refreshes = new Refreshes<>(this, region.earlyRefresh(), loader, caching);
        caching.regions().add(new Entries(region, codec.format(), caching));
    }

    /**
     * Answers for one id.
     *
     * @throws RepositoryUnavailable when it is not cached and the database does not answer
     * @throws Overloaded when it is not cached and too many loads are under way
     */
    public Answer<V> get(K id) {
        return new Reading<>(this, caching, id, region.key(id)).answer();
    }

    /**
     * Answers for one id from the database, without the cache. Callers that come while another's load is about to begin
     * share it.
     *
     * @param why what the answer says of that: {@code BYPASS} or {@code IN_DOUBT}
     * @throws RepositoryUnavailable when the database does not answer
     * @throws Overloaded when too many loads are under way
     */
    public Answer<V> getPastCache(K id, Provenance.Source why) {
        return new Reading<>(this, caching, id, region.key(id)).answerPastCache(why);
    }

    /**
     * Answers for several ids, in their order: one round trip to the cache, one query for all that it does not know. Waits for
     * no lock and no other's load.
     *
     * @throws RepositoryUnavailable when one of them is not cached and the database does not answer
     * @throws Overloaded when one of them is not cached and too many loads are under way
     */
    public Map<K, Answer<V>> getAll(Collection<K> ids) {
        Map<CacheKey, K> asked = new LinkedHashMap<>();
        ids.forEach(id -> asked.put(region.key(id), id));
        return new BatchReading<>(this, loader, region.hold(), caching, asked).answer();
    }

    /**
     * Answers for an id that is {@link #keepWarm kept warm}: with what the cache has, be it past its time, so that nobody
     * waits for the database. Only when the cache has nothing is it loaded, as by {@link #get}.
     *
     * @throws RepositoryUnavailable when it is not cached and the database does not answer
     * @throws Overloaded when it is not cached and too many loads are under way
     */
    public Answer<V> getWarm(K id) {
        return new Reading<>(this, caching, id, region.key(id)).answerWarm();
    }

    /**
     * Loads anew what is older than {@code every}, unless another process is doing so. To be called again and again, by every
     * process: the lock sees to it that one of them loads, the token that no older value replaces a newer one.
     *
     * @param every less than the region's TTL
     * @return when there is something to do again; zero or less when it should have been done by now: another process is at it,
     *     or died over it, or was overtaken
     * @throws CacheUnavailable when the cache does not answer
     * @throws RepositoryUnavailable when the database does not answer
     * @throws Overloaded when too many loads are under way
     */
    public Duration keepWarm(K id, Duration every) {
        return refreshes.keepWarm(id, region.key(id), region.ttl().minus(every));
    }

    /**
     * Makes the cache forget what it knows of some ids. To be called after a write was committed, or may have been, and before
     * it is acknowledged. A cache that is away does not fail the write: the loss is counted, and the
     * cache is in doubt for this process until the change was applied.
     */
    public void invalidate(Collection<K> ids) {
        removals.forget(ids.stream().map(region::key).toList());
    }

    /**
     * Writes to the database, and then into the cache what the write came to. It reserves the entry before it writes and fills it
     * after the commit: of racing writers the one that reserved last may store, and every other makes the cache forget what may be
     * older than its own write. So the older value never stays, even when the entry was evicted meanwhile. What is stored has the
     * row's version, so that whoever hears of this write from the database's log leaves it alone.
     *
     * @param write commits before it returns; empty when the database has nothing under the id
     * @throws RepositoryUnavailable when the database does not answer; the write may have happened
     */
    public Optional<Versioned<V>> writeThrough(K id, Supplier<Optional<Versioned<V>>> write) {
        CacheKey key = region.key(id);
        Optional<FillToken> token = loader.reserveForWrite(key);
        boolean stored = false;
        try {
            long begun = caching.ticker().nanos();
            Optional<Versioned<V>> written = write.get();
            caching.freshness().databaseAnswered(begun);
            stored = token.isPresent() && loader.store(key, token.get(), written, begun);
            return written;
        } finally {
            if (!stored) {
                invalidate(List.of(id));
            } else {
                removals.forgetCopies(key);
            }
        }
    }

    void considerRefresh(K id, CacheKey key, CacheEntry entry) {
        refreshes.consider(id, key, entry);
    }

    Answer<V> hit(CacheEntry entry, Look look) {
        count(entry.content() instanceof Encoded ? CacheEvent.HIT : CacheEvent.HIT_ABSENT);
        long now = caching.ticker().nanos();
        return answer(
                entry.content(),
                new Provenance(
                        Provenance.Source.HIT,
                        entry.freshFor(),
                        Duration.ofNanos(now - look.begun(entry)),
                        Duration.ofNanos(now - look.current(entry, region.hold()))));
    }

    /** The answer of a copy inside this process; empty when there is none that may be used. */
    Optional<Answer<V>> nearHit(K id, CacheKey key) {
        return near.find(key).map(hit -> {
            count(CacheEvent.HIT_NEAR);
            considerRefresh(id, key, hit.entry());
            return answer(hit.entry().content(), hit.provenance());
        });
    }

    /** Where a stand-in comes from; empty when there is none, or it may not stand in any more. */
    Optional<Provenance> provenance(StandIn standIn) {
        return standIn.provenance(caching.ticker().nanos(), region.hold());
    }

    Answer<V> answer(Content content, Provenance provenance) {
        return switch (content) {
            case Encoded encoded -> new Answer.Found<>(encoded, codec, provenance);
            case Content.Absent _ -> new Answer.Absent<>(provenance);
        };
    }

    Near near() {
        return near;
    }

    boolean readable(Content content) {
        return loader.readable(content);
    }

    Duration patience() {
        return region.patience();
    }

    Loader<K, V> loader() {
        return loader;
    }

    SingleFlight<Loaded> flights() {
        return flights;
    }

    void databaseFailed() {
        databaseDownUntil.set(caching.ticker().nanos() + PAUSE_AFTER_FAILURE.toNanos());
    }

    boolean databaseIsDown() {
        return databaseDownUntil.get() - caching.ticker().nanos() > 0;
    }

    void count(CacheEvent event) {
        caching.stats().count(region.name(), event);
    }
}
