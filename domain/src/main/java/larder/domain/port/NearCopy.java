package larder.domain.port;

/**
 * A copy of an entry of the cache.
 *
 * @param entry as it was found
 * @param at the reading of the ticker just before the cache was asked
 * @param current a reading at which the entry was certainly current
 * @param stamp what had been heard of removals by then
 */
public record NearCopy(CacheEntry entry, long at, long current, long stamp) {}
