package larder.adapter.http;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.ViewBufferUnavailable;
import larder.domain.port.ViewEvent;
import larder.domain.port.ViewStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts by Micrometer, and says in the log at most once a minute when views are stuck. */
final class MeteredViewStats implements ViewStats {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredViewStats.class);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final Map<ViewEvent, Counter> events = new EnumMap<>(ViewEvent.class);
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

    MeteredViewStats(MeterRegistry registry) {
        for (ViewEvent event : ViewEvent.values()) {
            events.put(
                    event,
                    Counter.builder("larder.views.events")
                            .description("What became of views of products")
                            .tag("event", event.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("larder.views.waiting", waiting, AtomicLong::doubleValue)
                .description("How many views wait in the buffer, for all processes together")
                .register(registry);
    }

    @Override
    public void count(ViewEvent event, long views) {
        requireNonNull(events.get(event)).increment((double) views);
    }

    @Override
    public void waiting(long views) {
        waiting.set(views);
    }

    @Override
    public void stuck(RuntimeException why) {
        long now = System.nanoTime();
        long last = warned.get();
        if (now - last < BETWEEN_WARNINGS || !warned.compareAndSet(last, now)) {
            return;
        }
        switch (why) {
            case RepositoryUnavailable _ ->
                LOG.warn(
                        "{} views wait, since the database cannot be used: see to it; when the buffer is full, views are"
                                + " turned away.",
                        waiting);
            case ViewBufferUnavailable _ ->
                LOG.warn("Views that wait in the cache server are not counted until it can be used: see to it."
                        + " New ones go to the database.");
            default -> LOG.error("{} views wait, and something unexpected is in the way: report it", waiting, why);
        }
    }
}
