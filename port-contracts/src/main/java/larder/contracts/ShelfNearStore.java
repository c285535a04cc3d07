package larder.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import larder.domain.port.CacheKey;
import larder.domain.port.NearCopy;
import larder.domain.port.NearStore;
import org.jspecify.annotations.Nullable;

/** Room for copies that is never full, and whose next look can be held up when it has found something. */
public final class ShelfNearStore implements NearStore {
    private final Map<CacheKey, NearCopy> copies = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Gate> afterNextFind = new AtomicReference<>();

    /** Holds the next look up when it has seen what there is. */
    public void holdAfterFind(Gate gate) {
        afterNextFind.set(gate);
    }

    /** How many copies there are. */
    public int size() {
        return copies.size();
    }

    @Override
    public Optional<NearCopy> find(CacheKey key) {
        Optional<NearCopy> found = Optional.ofNullable(copies.get(key));
        Gate gate = afterNextFind.getAndSet(null);
        if (gate != null) {
            try {
                gate.pass();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted at a gate", interrupted);
            }
        }
        return found;
    }

    @Override
    public void keep(CacheKey key, NearCopy copy) {
        copies.put(key, copy);
    }

    @Override
    public void forget(CacheKey key) {
        copies.remove(key);
    }

    @Override
    public void clear() {
        copies.clear();
    }
}
