package larder.application.readthrough;

import java.time.Duration;

/**
 * Where an answer came from, how long it may still be used, and how old it can be.
 *
 * @param freshFor what is left of its time; negative when it stands in past it; zero when it was not stored
 * @param age how long ago its load began
 * @param bound how long ago it was certainly current: no change that was committed earlier is missing in it. Shorter than {@code
 *     age} where it is proven that nothing changed since; never an understatement
 */
public record Provenance(Source source, Duration freshFor, Duration age, Duration bound) {
    /** The same, when it cannot be older than it is, but may be older than this says. */
    public Provenance orOlder(Duration other) {
        return bound.compareTo(other) >= 0 ? this : new Provenance(source, freshFor, age, other);
    }

    /** The way an answer took. */
    public enum Source {
        /** It was in the cache. */
        HIT,
        /** It was in a copy of the process's own. */
        NEAR,
        /** It was in the cache, past its time, and stands in for a database that is down. */
        STALE,
        /** It was loaded and stored. */
        LOADED_STORED,
        /** It was loaded, and not stored: a write overtook it, or the cache did not say. */
        LOADED_NOT_STORED,
        /** Another caller, here or in another process, loaded it meanwhile. */
        COLLAPSED,
        /** The cache is away; it was loaded. */
        BYPASS,
        /** The cache may lack a change; it was loaded. */
        IN_DOUBT
    }
}
