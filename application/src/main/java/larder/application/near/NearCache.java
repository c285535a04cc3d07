package larder.application.near;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheStats;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.InvalidationFeed.News;
import larder.domain.port.InvalidationFeed.Position;
import larder.domain.port.NearCopy;
import larder.domain.port.NearStore;
import larder.domain.port.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Copies of entries inside this process, which are answered only while it is sure to have heard of what was forgotten.
 *
 * <p><b>Sure.</b> Each question for news is a heartbeat of its own: its answer tells of all that was published before the question
 * was sent. So for a bound after that moment, and no longer, no copy is older than that bound. Who cannot ask, or is not
 * answered, is unsure without anybody having to notice; a process that was paused is unsure when it wakes.
 *
 * <p><b>In order.</b> An entry is removed from the cache first, and published then. A copy takes its stamp before the cache is
 * asked, and counts only while the stamp is the same: what was read before a removal, and is put in after the news of it, is
 * never found (R6). A clearing, or a gap in the news, changes every stamp in one step (R15).
 *
 * <p><b>Own writes.</b> A process whose removal fails drops its copies before it tries, and another reader may copy the old entry
 * while it does. That copy outlives the doubt, which ends when another process has applied the change, if the news of it
 * were not heard by then. So after a loss copies are not answered before news that were asked for with a later proof in hand.
 *
 * <p>Safe for use by many threads; {@link #follow} is for one.
 */
public final class NearCache {
    private final NearStore store;
    private final InvalidationFeed feed;
    private final Supplier<OptionalLong> proven;
    private final Supplier<OptionalLong> lost;
    private final CacheStats stats;
    private final Ticker ticker;
    private final Stamps stamps = new Stamps();
    private final Map<String, Duration> bounds = new ConcurrentHashMap<>();
    private final Set<String> on = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Heard heard;
    private Position position = Position.NOWHERE;

    /**
     * A near cache that is unsure until it has followed.
     *
     * @param proven a reading of the ticker before which every committed change has been applied, published too; empty when
     *     nothing is proven
     * @param lost the reading at which this process failed last to make something be forgotten, before it acknowledged the change;
     *     empty when it never did
     */
    public NearCache(
            NearStore store,
            InvalidationFeed feed,
            Supplier<OptionalLong> proven,
            Supplier<OptionalLong> lost,
            CacheStats stats,
            Ticker ticker) {
        this.store = store;
        this.feed = feed;
        this.proven = proven;
        this.lost = lost;
        this.stats = stats;
        this.ticker = ticker;
    }

    /** From now on copies of a region's entries are kept here, and may be that old. */
    public void admit(String region, Duration bound) {
        bounds.put(region, bound);
    }

    /** Whether copies of this region's entries are kept, so that others must be told what is forgotten. */
    public boolean keeps(String region) {
        return bounds.containsKey(region);
    }

    /** The copy of an entry; empty when there is none, or it is not sure. It is looked whether it is sure before and after. */
    public Optional<Found> find(CacheKey key) {
        Duration bound = bounds.get(key.region());
        Heard before = bound == null ? null : within(bound);
        if (bound == null || before == null) {
            return Optional.empty();
        }
        Optional<NearCopy> copy = store.find(key);
        if (copy.isEmpty() || copy.get().stamp() != stamps.of(key)) {
            return Optional.empty();
        }
        return within(bound) == null ? Optional.empty() : Optional.of(new Found(copy.get(), before.proven()));
    }

    /** To be asked before the cache is, for {@link #keep}. */
    public long stamp(CacheKey key) {
        return stamps.of(key);
    }

    /** Keeps what the cache answered. Not to be called with what was loaded: nobody publishes that it was overtaken. */
    public void keep(CacheKey key, NearCopy copy) {
        if (copy.stamp() == stamps.of(key)) {
            store.keep(key, copy);
        }
    }

    /** Forgets the copies of this process. */
    public void drop(Collection<CacheKey> keys) {
        for (CacheKey key : keys) {
            stamps.removed(key);
            store.forget(key);
        }
    }

    /** Forgets all copies of this process, of any region. */
    public void dropAll() {
        stamps.cleared();
        store.clear();
    }

    /** Tells all other processes of those keys whose entries have copies. */
    void publish(Collection<CacheKey> keys) {
        feed.publish(keys.stream().filter(key -> keeps(key.region())).toList());
    }

    void publishCleared(String region) {
        feed.publishCleared(region);
    }

    /**
     * Asks for news once, and does what they say.
     *
     * @throws CacheUnavailable when there is no answer
     */
    public void follow() {
        long asked = ticker.nanos();
        OptionalLong before = proven.get();
        try {
            apply(feed.since(position));
        } finally {
            bounds.keySet().forEach(this::offUnlessSound);
        }
        heard = new Heard(asked, before);
        on.addAll(bounds.keySet());
    }

    /** Whether copies are answered now. */
    public boolean isSure() {
        return bounds.values().stream().allMatch(bound -> within(bound) != null);
    }

    private void apply(News news) {
        switch (news) {
            case News.Messages(List<CacheKey> keys, Set<String> regions, Position upTo) -> {
                drop(keys);
                if (!regions.isEmpty()) {
                    dropAll();
                }
                position = upTo;
            }
            case News.Gap(Position upTo) -> {
                dropAll();
                bounds.keySet().forEach(this::off);
                position = upTo;
            }
        }
    }

    private void offUnlessSound(String region) {
        Duration bound = bounds.get(region);
        if (bound == null || within(bound) == null) {
            off(region);
        }
    }

    private void off(String region) {
        if (on.remove(region)) {
            stats.count(region, CacheEvent.NEAR_OFF);
        }
    }

    /** What was heard last, if that is not longer ago than copies may be old, and tells of what this process lost. */
    private @Nullable Heard within(Duration bound) {
        Heard last = heard;
        return last != null && ticker.nanos() - last.asked() < bound.toNanos() && last.tellsOf(lost.get())
                ? last
                : null;
    }

    /**
     * A copy that may be answered.
     *
     * @param proven a reading of the ticker before which every committed change is known not to concern it; empty when nothing
     *     is proven
     */
    public record Found(NearCopy copy, OptionalLong proven) {}

    /**
     * The last question that was answered.
     *
     * @param asked the reading of the ticker before it was sent
     */
    private record Heard(long asked, OptionalLong proven) {
        /**
         * Whether the answer told of a change whose removal was lost at that moment. It was published by whoever applied it. If a later
         * proof was known before the question, that was before the question, too.
         */
        boolean tellsOf(OptionalLong lost) {
            return lost.isEmpty() || (proven.isPresent() && proven.getAsLong() - lost.getAsLong() > 0);
        }
    }
}
