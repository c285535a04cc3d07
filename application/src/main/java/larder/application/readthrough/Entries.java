package larder.application.readthrough;

import java.util.List;
import larder.application.readthrough.Inspection.Outlook;
import larder.domain.port.Cache;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Lookup;

/** The entries of one region, for an operator. Every method throws {@link CacheUnavailable} when the cache does not answer. */
public final class Entries {
    private final Region region;
    private final String format;
    private final Caching caching;

    Entries(Region region, String format, Caching caching) {
        this.region = region;
        this.format = format;
        this.caching = caching;
    }

    /** How the region is set. */
    public Region region() {
        return region;
    }

    /** What the cache has under an id, and what a read would make of it. */
    public Inspection inspect(String id) {
        CacheKey key = region.key(id);
        Cache cache = caching.cache();
        Lookup seen = cache.read(key);
        return new Inspection(seen, cache.isReserved(key), outlook(seen));
    }

    /** Makes the cache forget an id; when this throws, it may have forgotten or not. */
    public void forget(String id) {
        caching.forgetting().forget(List.of(region.key(id)));
        caching.stats().count(region.name(), CacheEvent.INVALIDATED);
    }

    /**
     * Makes the cache forget the whole region; when this throws, it may have forgotten some of it. A cache that cannot tell its
     * keys forgets other regions, too.
     */
    public void clear() {
        caching.forgetting().clear(region.name());
    }

    private Outlook outlook(Lookup seen) {
        return switch (seen) {
            case Lookup.Missing _ -> Outlook.LOADED;
            case Lookup.Unreadable _ -> Outlook.REPLACED;
            case Lookup.Found(CacheEntry entry) when isOfAnotherFormat(entry.content()) -> Outlook.REPLACED;
            case Lookup.Found(CacheEntry entry) when entry.isFresh() -> Outlook.ANSWERED;
            case Lookup.Found(CacheEntry entry) when entry.content() instanceof Encoded -> Outlook.STANDS_IN;
            case Lookup.Found _ -> Outlook.LOADED;
        };
    }

    private boolean isOfAnotherFormat(Content content) {
        return content instanceof Encoded encoded && !encoded.format().equals(format);
    }
}
