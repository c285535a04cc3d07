package larder.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheStats;

/** Statistics that a test can ask. All regions are counted together. */
public final class RecordingCacheStats implements CacheStats {
    private final Map<CacheEvent, Integer> counts = new ConcurrentHashMap<>();
    private final List<Duration> loads = new CopyOnWriteArrayList<>();

    @Override
    public void count(String region, CacheEvent event) {
        counts.merge(event, 1, Integer::sum);
    }

    @Override
    public void loaded(String region, Duration took) {
        loads.add(took);
    }

    public int of(CacheEvent event) {
        return counts.getOrDefault(event, 0);
    }

    /** How long each load took. */
    public List<Duration> loads() {
        return List.copyOf(loads);
    }

    /** Waits until the event has happened so often. */
    public void await(CacheEvent event, int times) {
        Patience.until(event + " happens " + times + " times", () -> of(event) >= times);
    }
}
