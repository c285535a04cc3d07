package larder.bootstrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import larder.adapter.sql.SqlConfig;
import larder.application.readthrough.Region;
import larder.domain.InvalidValue;

/** The regions of the cache, each with what the settings make of it. */
enum RegionSettings {
    USER("user", Duration.ofMinutes(5)),
    ORDER("order", Duration.ofMinutes(5)),
    NUM_ORDERS("num_orders", Duration.ofMinutes(2)),
    EMPLOYEE("employee", Duration.ofHours(1)),
    DIRECTORY("directory", Duration.ofMinutes(2)),
    PRODUCT("product", Duration.ofMinutes(5)),
    SALES("sales", Duration.ofMinutes(5));

    /** How long a load waits for its turn. */
    static final Duration LOAD_WAIT = Duration.ofMillis(500);

    /** How old a copy inside this process may be: ten questions for news may be late. */
    private static final Duration NEAR_BOUND = Duration.ofMillis(250);

    private static final Duration SALES_STAND_IN = Duration.ofDays(1);

    private final String region;
    private final Duration ttl;

    RegionSettings(String region, Duration ttl) {
        this.region = region;
        this.ttl = ttl;
    }

    /**
     * The region.
     *
     * @throws InvalidValue with the reason, if there can be no such region
     */
    Region in(Settings settings) {
        Region usual = Region.of(region, settings.cacheTtl().orElse(ttl));
        Region made = switch (this) {
            case USER, ORDER, NUM_ORDERS -> usual;
            case EMPLOYEE, DIRECTORY, PRODUCT -> isNear(settings) ? usual.near(NEAR_BOUND) : usual;
            case SALES -> warm(usual);
        };
        requireDeadlineAbove(settings.database(), made);
        return made;
    }

    /** Copies are kept where processes tell each other what they forget. */
    private static boolean isNear(Settings settings) {
        return settings.cache() instanceof Settings.CacheChoice.Valkey;
    }

    /** Computed anew on time, and never early by chance; an old report is better than none. */
    private static Region warm(Region usual) {
        return new Region(
                usual.name(),
                usual.ttl(),
                0,
                usual.absenceTtl(),
                0,
                SALES_STAND_IN,
                usual.lockWait(),
                usual.loadDeadline());
    }

    private static void requireDeadlineAbove(SqlConfig database, Region region) {
        Duration worstCase = database.worstCase().plus(LOAD_WAIT);
        if (worstCase.compareTo(region.loadDeadline()) > 0) {
            throw new InvalidValue("region " + region.name() + ": a load may wait and take " + worstCase
                    + ", which is longer than its load deadline of " + region.loadDeadline());
        }
    }

    /** A sentence for each thing that can be and makes no sense. */
    static List<String> doubts(Region region) {
        String name = "region " + region.name() + ": ";
        List<String> doubts = new ArrayList<>();
        if (region.ttl().compareTo(region.loadDeadline()) < 0) {
            doubts.add(name + "its TTL of " + region.ttl() + " is shorter than its load deadline of "
                    + region.loadDeadline() + ": what took long to load is past its time as soon as it is stored");
        }
        Duration standIn = region.staleIfDown();
        if (standIn.isPositive() && standIn.compareTo(region.loadDeadline()) < 0) {
            doubts.add(name + "its time as a stand-in of " + standIn + " is shorter than its load deadline of "
                    + region.loadDeadline() + ": it is over before anybody knows that the database is down");
        }
        region.near()
                .filter(bound -> bound.multipliedBy(2).compareTo(region.ttl()) > 0)
                .ifPresent(bound -> doubts.add(name + "its near bound of " + bound + " is more than half of its TTL of "
                        + region.ttl() + ": its copies save next to nothing"));
        return doubts;
    }
}
