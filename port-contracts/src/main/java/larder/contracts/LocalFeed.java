package larder.contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import larder.domain.port.CacheKey;
import larder.domain.port.InvalidationFeed;

/** A feed inside the test's process, which can be lost. */
public final class LocalFeed implements InvalidationFeed {
    /** Who missed more than that many messages begins anew. */
    public static final int MOST_AT_ONCE = 1_000;

    private final List<News.Messages> messages = new ArrayList<>();
    private int lives = 1;

    @Override
    public synchronized void publish(Collection<CacheKey> keys) {
        if (!keys.isEmpty()) {
            messages.add(new News.Messages(List.copyOf(keys), Set.of(), here()));
        }
    }

    @Override
    public synchronized void publishCleared(String region) {
        messages.add(new News.Messages(List.of(), Set.of(region), here()));
    }

    @Override
    public synchronized News since(Position position) {
        long missed = messages.size() - position.number();
        if (!position.life().equals(here().life()) || missed < 0 || missed > MOST_AT_ONCE) {
            return new News.Gap(here());
        }
        List<CacheKey> keys = new ArrayList<>();
        Set<String> regions = new LinkedHashSet<>();
        for (News.Messages message : messages.subList((int) position.number(), messages.size())) {
            keys.addAll(message.keys());
            regions.addAll(message.clearedRegions());
        }
        return new News.Messages(keys, regions, here());
    }

    /** All that was published is lost, and it begins anew. */
    public synchronized void lose() {
        messages.clear();
        lives++;
    }

    /** How many messages were published. */
    public synchronized int published() {
        return messages.size();
    }

    private Position here() {
        return new Position("life " + lives, messages.size());
    }
}
