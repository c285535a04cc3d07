package larder.application.readthrough;

import java.time.Duration;

/**
 * Where an answer came from, and how long it may still be used.
 *
 * @param freshFor what is left of its time; negative when it stands in past it; zero when it was not stored
 * @param age how long ago it was loaded
 */
public record Provenance(Source source, Duration freshFor, Duration age) {
    static Provenance loaded(Source source, Duration freshFor) {
        return new Provenance(source, freshFor, Duration.ZERO);
    }

    /** The way an answer took. */
    public enum Source {
        /** It was in the cache. */
        HIT,
        /** It was in the cache, past its time, and stands in for a database that is down. */
        STALE,
        /** It was loaded and stored. */
        LOADED_STORED,
        /** It was loaded, and not stored: a write overtook it, or the cache did not say. */
        LOADED_NOT_STORED,
        /** Another caller, here or in another process, loaded it meanwhile. */
        COLLAPSED,
        /** The cache is away; it was loaded. */
        BYPASS
    }
}
