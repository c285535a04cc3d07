package larder.application.readthrough;

import java.time.Duration;
import java.util.OptionalLong;
import larder.domain.port.CacheEntry;

/**
 * The moment just before the cache is asked, and what was proven of it then. Both are noted before the question, so that the
 * answer is no older than they say.
 *
 * @param at the reading of the ticker
 * @param proven the reading before which every change has been applied; empty when nothing is proven
 * @param clockError by how much the ages that the cache tells may be too short
 */
record Look(long at, OptionalLong proven, Duration clockError) {
    static Look now(Caching caching) {
        return new Look(
                caching.ticker().nanos(),
                caching.freshness().proven(),
                caching.cache().clockError());
    }

    /**
     * A reading of the ticker at which what was found was certainly current: the proof, or the beginning of its load, whichever is
     * later. The load began at most {@code hold} before it was stored, since its reservation was there by then and lasts no longer.
     */
    long current(CacheEntry entry, Duration hold) {
        long loading = at - entry.age().plus(clockError).plus(hold).toNanos();
        return proven.isPresent() && proven.getAsLong() - loading > 0 ? proven.getAsLong() : loading;
    }

    /** When the load of what was found began, as far as the cache knows. */
    long begun(CacheEntry entry) {
        return at - entry.age().plus(entry.loadTime()).toNanos();
    }
}
