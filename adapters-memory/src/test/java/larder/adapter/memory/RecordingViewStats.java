package larder.adapter.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import larder.domain.port.ViewEvent;
import larder.domain.port.ViewStats;

/** Statistics that a test can ask. */
final class RecordingViewStats implements ViewStats {
    private final Map<ViewEvent, Long> counts = new ConcurrentHashMap<>();
    private final AtomicInteger stuck = new AtomicInteger();

    @Override
    public void count(ViewEvent event, long views) {
        counts.merge(event, views, Long::sum);
    }

    @Override
    public void waiting(long views) {}

    @Override
    public void stuck(RuntimeException why) {
        stuck.incrementAndGet();
    }

    long of(ViewEvent event) {
        return counts.getOrDefault(event, 0L);
    }

    /** How often what waits could not be counted. */
    int stuck() {
        return stuck.get();
    }
}
