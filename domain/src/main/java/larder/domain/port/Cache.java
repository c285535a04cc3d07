package larder.domain.port;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * A cache that tells a loader when it was overtaken. Filling takes two steps: {@link #reserve} puts a token that was never
 * used before into the entry itself, and {@link #fill} stores only while the entry still holds that token. Whatever removes
 * the entry in between, an invalidation, an eviction, an expiry or a flush, so makes the fill void. The idea is the lease of
 * Nishtala et al., <i>Scaling Memcache at Facebook</i>, NSDI 2013, section 3.2.1.
 *
 * <ul>
 *   <li>Every method MUST answer within the adapter's bound for a call, or throw {@link CacheUnavailable} with the cause.
 *   <li>A value MUST be answered only while it is fresh or may stand in, by the cache's own clock.
 *   <li>A fill MUST be refused after its key was invalidated, its reservation expired or was taken over, its entry was
 *       evicted, or all entries were flushed, and MUST be refused the second time.
 *   <li>A refused fill MUST leave what is there as it is.
 *   <li>What is read MUST be equal to what was filled, its version included, or {@link Lookup.Unreadable}.
 *   <li>A method that takes several keys MUST need as many round trips to each server for a hundred of them as for two; a
 *       read MUST need one.
 * </ul>
 */
public interface Cache {
    Lookup read(CacheKey key);

    /** {@link #read} for several keys; MUST have an answer for each. */
    Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys);

    /**
     * Puts a new token into the entry, atomically, unless a value is there that stays fresh for longer than {@code
     * unlessFreshFor}, which MUST be answered instead, or another's reservation, which MUST be left alone and answered as
     * {@link Reservation.Held}. A value that is there MUST stay readable beside the token.
     *
     * @param hold how long the reservation lasts; longer than the load may take
     */
    Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor);

    /** {@link #reserve} for several keys, unless they hold a fresh value; MUST have an answer for each. */
    Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold);

    /**
     * Puts a new token into the entry, atomically, whatever is there: for writers. A value that is there MUST stay readable
     * beside the token. An earlier token of the entry MUST be void from then on.
     *
     * @param hold how long the reservation lasts; longer than the write may take
     */
    Reservation takeOver(CacheKey key, Duration hold);

    /**
     * Gives reservations back before their time. MUST remove a token that its entry still holds, and nothing else: neither
     * another's token nor a value.
     */
    void release(Map<CacheKey, FillToken> tokens);

    /** Stores the content if the entry still holds the token, atomically, in place of token and former value. */
    Fill.Outcome fill(Fill fill);

    /** {@link #fill} for several keys; MUST have an answer for each. */
    Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills);

    /** Removes values and tokens. MUST have happened when it returns. */
    void invalidate(Collection<CacheKey> keys);

    /**
     * Removes what may be older than a change. A value whose version is lower than the one that is given for its key MUST go, and
     * so MUST a value without a version and an absence. A value with that version or a higher one MUST stay as it is; beyond
     * 2<sup>53</sup> it MAY go. A token MUST go in each case, also beside a value that stays: whoever loads may have read an
     * older one. MUST have happened when it returns.
     *
     * @param versions for each key the version of its row after the change
     */
    void invalidateOlder(Map<CacheKey, Long> versions);

    /**
     * Removes the values and tokens of every key of a region that is there when the call begins. MUST have happened when it
     * returns. A cache that cannot tell its keys MAY remove more than the region. Takes as many steps as the cache is large,
     * each of them within the bound of a call; when it throws, some entries MAY be gone and others not.
     */
    void clear(String region);

    /**
     * By how much the ages that it tells may be too short at most: where entries are stamped by the clocks of hosts, which differ. One
     * in front of another MUST answer for that.
     */
    default Duration clockError() {
        return Duration.ZERO;
    }

    /** Whether there is a token that a fill could use now. For people who look: it says nothing about the next moment. */
    boolean isReserved(CacheKey key);
}
