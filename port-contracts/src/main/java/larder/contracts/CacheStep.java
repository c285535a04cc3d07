package larder.contracts;

/** What can be asked of a cache, with one or with several keys. */
public enum CacheStep {
    READ,
    RESERVE,
    RELEASE,
    FILL,
    INVALIDATE
}
