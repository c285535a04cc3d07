package larder.adapter.http;

import io.javalin.http.Context;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.Provenance.Source;

/** How an answer came through the cache, as the header of RFC 9211 says it. */
final class CacheStatus {
    private static final String HEADER = "Cache-Status";

    private CacheStatus() {}

    static void write(Provenance provenance, Context context) {
        context.res().setHeader(HEADER, of(provenance));
    }

    static void write(Collection<Provenance> provenances, Context context) {
        context.res().setHeader(HEADER, of(provenances));
    }

    static String of(Provenance provenance) {
        return switch (provenance.source()) {
            case HIT -> "larder; hit; ttl=" + ttl(provenance);
            case STALE -> "larder; hit; ttl=" + ttl(provenance) + "; detail=stale";
            case LOADED_STORED -> "larder; fwd=miss; stored; ttl=" + ttl(provenance);
            case LOADED_NOT_STORED -> "larder; fwd=miss";
            case COLLAPSED -> "larder; fwd=miss; collapsed";
            case BYPASS -> "larder; fwd=bypass; detail=cache-unavailable";
        };
    }

    /**
     * A summary of several: a hit only if all were hits, and stored only if all that was loaded was. The ttl is the shortest.
     */
    static String of(Collection<Provenance> provenances) {
        if (all(provenances, Source.HIT, Source.STALE)) {
            return of(shortest(provenances));
        }
        if (provenances.stream().anyMatch(each -> each.source() == Source.BYPASS)) {
            return "larder; fwd=bypass; detail=cache-unavailable";
        }
        boolean someHits = provenances.stream().anyMatch(each -> each.source() == Source.HIT);
        String way = someHits ? "larder; fwd=partial" : "larder; fwd=miss";
        return all(provenances, Source.HIT, Source.LOADED_STORED)
                ? way + "; stored; ttl=" + ttl(shortest(provenances))
                : way;
    }

    private static boolean all(Collection<Provenance> provenances, Source one, Source other) {
        return provenances.stream().allMatch(each -> each.source() == one || each.source() == other);
    }

    private static Provenance shortest(Collection<Provenance> provenances) {
        return Collections.min(provenances, Comparator.comparing(Provenance::freshFor));
    }

    /** Whole seconds, rounded down, so that nobody is told of more freshness than there is. */
    private static long ttl(Provenance provenance) {
        return provenance.freshFor().toSeconds();
    }
}
