package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import larder.application.freshness.Freshness;
import larder.application.readthrough.Entries;
import larder.application.readthrough.Regions;
import larder.domain.InvalidValue;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.HealthCheck;

/** What the cache holds, for an operator. The counts are those of this process, the entries those of all that share the cache. */
final class AdminRoutes extends Routes {
    private static final String REGION = "/admin/caches/{region}";
    private static final String ENTRY = "/admin/caches/{region}/entries/{key}";

    private final Regions regions;
    private final MeteredCacheStats stats;
    private final Optional<Freshness> freshness;
    private final Optional<HealthCheck> cache;

    AdminRoutes(Regions regions, MeteredCacheStats stats, Optional<Freshness> freshness, Optional<HealthCheck> cache) {
        this.regions = regions;
        this.stats = stats;
        this.freshness = freshness;
        this.cache = cache;
    }

    @Override
    void addTo(Router router) {
        router.read("/admin/caches", this::list);
        router.read(ENTRY, this::show);
        router.delete(ENTRY, this::forget);
        router.delete(REGION, this::clear);
    }

    private void list(Context context) throws IOException {
        Ids.requireNoQuery(context.queryString());
        List<AdminJson.RegionCounts> all = regions.all().stream()
                .map(Entries::region)
                .map(region ->
                        new AdminJson.RegionCounts(region, stats.events(region.name()), stats.loads(region.name())))
                .toList();
        answer(context, AdminJson.caches(cache.map(HealthCheck::check), freshness.map(Freshness::report), all));
    }

    private void show(Context context) throws IOException {
        Ids.requireNoQuery(context.queryString());
        Entries entries = entries(context);
        String key = key(context, entries);
        try {
            answer(context, AdminJson.entry(entries.region(), key, entries.inspect(key)));
        } catch (CacheUnavailable _) {
            answer(context, AdminJson.unknownEntry(entries.region(), key));
        }
    }

    private void forget(Context context) {
        Ids.requireNoQuery(context.queryString());
        Entries entries = entries(context);
        String key = key(context, entries);
        orUnavailable(() -> entries.forget(key));
        context.status(204);
    }

    private void clear(Context context) {
        Ids.requireNoQuery(context.queryString());
        orUnavailable(entries(context)::clear);
        context.status(204);
    }

    private Entries entries(Context context) {
        return regions.find(context.pathParam("region"))
                .orElseThrow(() -> new Refused(ProblemKind.NO_SUCH_REGION, "/admin/caches names the regions"));
    }

    private static String key(Context context, Entries entries) {
        String key = context.pathParam("key");
        try {
            return entries.region().key(key).id();
        } catch (InvalidValue _) {
            throw new Refused(
                    ProblemKind.INVALID_REQUEST,
                    "a key is what follows the region's name and a colon: 1 to 128 printable ASCII characters without"
                            + " white space or braces");
        }
    }

    private static void orUnavailable(Runnable change) {
        try {
            change.run();
        } catch (CacheUnavailable _) {
            // What the cache fails of, its adapter logs; here it is the answer.
            throw new Refused(
                    ProblemKind.CACHE_UNAVAILABLE, "the cache does not answer; some may be gone and some not");
        }
    }

    private static void answer(Context context, byte[] json) throws IOException {
        Reply.bytes(context, json);
    }
}
