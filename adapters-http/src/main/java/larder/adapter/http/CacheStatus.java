package larder.adapter.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.Provenance.Source;

/** How an answer came through the cache and how old it can be, as the headers of RFC 9211 and RFC 9111 say it. */
final class CacheStatus {
    private static final String HEADER = "Cache-Status";
    private static final String AGE = "Age";
    private static final Set<Source> FRESH_HITS = Set.of(Source.HIT, Source.NEAR);
    private static final Set<Source> HITS = Set.of(Source.HIT, Source.NEAR, Source.STALE);
    private static final Set<Source> HITS_AND_STORED = Set.of(Source.HIT, Source.NEAR, Source.LOADED_STORED);
    private static final String BYPASS = "larder; fwd=bypass; detail=";

    private CacheStatus() {}

    static void write(Provenance provenance, Context context) {
        context.res().setHeader(HEADER, of(provenance));
        writeAge(List.of(provenance), context);
    }

    static void write(Collection<Provenance> provenances, Context context) {
        context.res().setHeader(HEADER, of(provenances));
        writeAge(provenances, context);
    }

    static String of(Provenance provenance) {
        return switch (provenance.source()) {
            case HIT -> "larder; hit; ttl=" + ttl(provenance) + bound(provenance);
            case NEAR -> "larder; hit; ttl=" + ttl(provenance) + detail("near ", provenance);
            case STALE -> "larder; hit; ttl=" + ttl(provenance) + "; detail=stale";
            case LOADED_STORED -> "larder; fwd=miss; stored; ttl=" + ttl(provenance) + bound(provenance);
            case LOADED_NOT_STORED -> "larder; fwd=miss" + bound(provenance);
            case COLLAPSED -> "larder; fwd=miss; collapsed" + bound(provenance);
            case BYPASS -> BYPASS + "cache-unavailable";
            case IN_DOUBT -> BYPASS + "in-doubt";
        };
    }

    /**
     * A summary of several: a hit only if all were hits, and stored only if all that was loaded was. The ttl is the shortest, the
     * bound the longest.
     */
    static String of(Collection<Provenance> provenances) {
        Provenance oldest = Collections.max(provenances, Comparator.comparing(Provenance::bound));
        if (all(provenances, HITS)) {
            return of(shortest(provenances).orOlder(oldest.bound()));
        }
        for (Source past : List.of(Source.BYPASS, Source.IN_DOUBT)) {
            if (provenances.stream().anyMatch(each -> each.source() == past)) {
                return BYPASS + (past == Source.BYPASS ? "cache-unavailable" : "in-doubt");
            }
        }
        boolean someHits = provenances.stream().anyMatch(each -> FRESH_HITS.contains(each.source()));
        String way = someHits ? "larder; fwd=partial" : "larder; fwd=miss";
        String stored = all(provenances, HITS_AND_STORED) ? "; stored; ttl=" + ttl(shortest(provenances)) : "";
        return way + stored + bound(oldest);
    }

    /**
     * How long ago the value was loaded, in whole seconds, rounded up; empty when it was loaded for this answer, which the header
     * must not be in then.
     */
    static OptionalLong age(Collection<Provenance> provenances) {
        return provenances.stream()
                .filter(CacheStatus::isFromCache)
                .mapToLong(each -> roundedUp(each.age(), Duration.ofSeconds(1)))
                .max();
    }

    private static void writeAge(Collection<Provenance> provenances, Context context) {
        age(provenances).ifPresent(age -> context.res().setHeader(AGE, Long.toString(age)));
    }

    private static boolean isFromCache(Provenance provenance) {
        return switch (provenance.source()) {
            case HIT, NEAR, STALE, COLLAPSED -> true;
            case LOADED_STORED, LOADED_NOT_STORED, BYPASS, IN_DOUBT -> false;
        };
    }

    private static boolean all(Collection<Provenance> provenances, Set<Source> sources) {
        return provenances.stream().allMatch(each -> sources.contains(each.source()));
    }

    private static Provenance shortest(Collection<Provenance> provenances) {
        return Collections.min(provenances, Comparator.comparing(Provenance::freshFor));
    }

    /** Whole seconds, rounded down, so that nobody is told of more freshness than there is. */
    private static long ttl(Provenance provenance) {
        return provenance.freshFor().toSeconds();
    }

    private static String bound(Provenance provenance) {
        return detail("", provenance);
    }

    private static String detail(String what, Provenance provenance) {
        return "; detail=\"" + what + "bound=" + roundedUp(provenance.bound(), Duration.ofMillis(1)) + "ms\"";
    }

    private static long roundedUp(Duration span, Duration unit) {
        return Math.ceilDiv(span.toNanos(), unit.toNanos());
    }
}
