package larder.domain.port;

/** Something that happened to one read or write of a region and is worth counting. */
public enum CacheEvent {
    /** A fresh value was answered. */
    HIT,
    /** A known absence was answered. */
    HIT_ABSENT,
    /** A copy of the process's own was answered. */
    HIT_NEAR,
    /** A value past its time stood in for the database. */
    HIT_STALE,
    /** Nothing was there. */
    MISS_COLD,
    /** Only a value past its time was there. */
    MISS_EXPIRED,
    /** What was there could not be read, or had another format. */
    MISS_UNREADABLE,
    /** The cache could not be asked, or was not, since it may lack a change. */
    BYPASS,
    /** A caller was answered by a load that another made. */
    COLLAPSED,
    /** A loaded value was stored. */
    FILL_STORED,
    /** A loaded value was overtaken and not stored. */
    FILL_REFUSED,
    /** The cache did not say whether it stored a value. */
    FILL_IN_DOUBT,
    /** A load found the entry reserved by another, and waited for that one. */
    WAITED,
    /** A load went on beside another's, after waiting for it in vain. */
    LOCK_TIMED_OUT,
    /** A load went on beside another's, since the fleet's lock could not be asked. */
    LOCK_UNAVAILABLE,
    /** A load failed. */
    LOAD_FAILED,
    /** A load was not begun, since too many were under way. */
    SHED,
    /** A value was loaded anew before its time was over. */
    REFRESHED,
    /** An entry was invalidated after a write. */
    INVALIDATED,
    /** An entry could not be invalidated after a write. */
    INVALIDATION_LOST,
    /** The copies of this process were not answered any more, or were all dropped, since it could have missed a removal. */
    NEAR_OFF
}
