package larder.application.readthrough;

import java.time.Duration;
import larder.application.readthrough.Provenance.Source;
import larder.domain.port.CacheEntry;
import larder.domain.port.Content;

/**
 * What a load came to.
 *
 * @param freshFor how long it may be used from the cache; zero when it was not stored
 * @param asOf a reading of the ticker at which the content was certainly current, unless a removal was lost: who asked before
 *     that may share it
 * @param current a reading at which it was certainly current, whatever was lost
 * @param begun the reading when its load began
 */
record Loaded(Content content, Source source, Duration freshFor, long asOf, long current, long begun) {
    /** What this process asked the database for. */
    static Loaded fromDatabase(TimedSource.Timed timed, Source source, Duration freshFor, long asOf) {
        return new Loaded(timed.content(), source, freshFor, asOf, timed.begun(), timed.begun());
    }

    /** What another process stored meanwhile. */
    static Loaded fromAnother(CacheEntry entry, Look look, Duration hold) {
        return new Loaded(
                entry.content(),
                Source.COLLAPSED,
                entry.freshFor(),
                look.at(),
                look.current(entry, hold),
                look.begun(entry));
    }

    /** Whether this is no older than a question asked at that reading of the ticker. */
    boolean answers(long asked) {
        return asOf - asked >= 0;
    }

    /** The same while removals may be lost. */
    boolean answersInDoubt(long asked) {
        return current - asked >= 0;
    }

    Provenance provenance(long now) {
        return provenance(source, now);
    }

    /** For one who shares it. */
    Provenance provenance(Source seenAs, long now) {
        return new Provenance(seenAs, freshFor, Duration.ofNanos(now - begun), Duration.ofNanos(now - current));
    }
}
