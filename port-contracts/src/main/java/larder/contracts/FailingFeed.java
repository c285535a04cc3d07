package larder.contracts;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Supplier;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.InvalidationFeed;

/** One process's way to a feed, which can be cut off. */
public final class FailingFeed implements InvalidationFeed {
    private final InvalidationFeed behind;
    private volatile boolean failing;

    /** A way that is open. */
    public FailingFeed(InvalidationFeed behind) {
        this.behind = behind;
    }

    /** From now on nothing is told to it and nothing comes back. */
    public void fail() {
        failing = true;
    }

    public void heal() {
        failing = false;
    }

    @Override
    public void publish(Collection<CacheKey> keys) {
        unlessCut(() -> {
            behind.publish(keys);
            return keys;
        });
    }

    @Override
    public void publishCleared(String region) {
        unlessCut(() -> {
            behind.publishCleared(region);
            return region;
        });
    }

    @Override
    public News since(Position position) {
        return unlessCut(() -> behind.since(position));
    }

    private <T> T unlessCut(Supplier<T> call) {
        if (failing) {
            throw new CacheUnavailable("the feed is cut off on purpose", new IOException("refused"));
        }
        return call.get();
    }
}
