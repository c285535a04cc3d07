package larder.adapter.http;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheStats;

/** Counts by Micrometer. A region's meters are made with its first event, all at once; after that an event is one look-up and one addition. */
final class MeteredCacheStats implements CacheStats {
    private static final Duration[] LOAD_TIMES = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final ConcurrentMap<String, Meters> regions = new ConcurrentHashMap<>();

    MeteredCacheStats(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void count(String region, CacheEvent event) {
        requireNonNull(meters(region).events().get(event)).increment();
    }

    @Override
    public void loaded(String region, Duration took) {
        meters(region).loads().record(took);
    }

    /** How often each event happened in this process. */
    Map<CacheEvent, Long> events(String region) {
        Map<CacheEvent, Long> counts = new EnumMap<>(CacheEvent.class);
        meters(region).events().forEach((event, counter) -> counts.put(event, (long) counter.count()));
        return counts;
    }

    AdminJson.Loads loads(String region) {
        Timer loads = meters(region).loads();
        return new AdminJson.Loads(loads.count(), Duration.ofNanos((long) loads.mean(TimeUnit.NANOSECONDS)));
    }

    private Meters meters(String region) {
        Meters known = regions.get(region);
        return known != null ? known : regions.computeIfAbsent(region, this::register);
    }

    private Meters register(String region) {
        Map<CacheEvent, Counter> events = new EnumMap<>(CacheEvent.class);
        for (CacheEvent event : CacheEvent.values()) {
            events.put(event, counter(region, event));
        }
        Timer loads = Timer.builder("larder.cache.loads")
                .description("How long the database took for loads that succeeded")
                .tag("region", region)
                .serviceLevelObjectives(LOAD_TIMES)
                .register(registry);
        return new Meters(events, loads);
    }

    private Counter counter(String region, CacheEvent event) {
        return Counter.builder("larder.cache.events")
                .description("What happened to reads and writes of a region of the cache")
                .tag("region", region)
                .tag("event", event.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** The meters of one region; {@code events} has every event and is never changed. */
    private record Meters(Map<CacheEvent, Counter> events, Timer loads) {}
}
