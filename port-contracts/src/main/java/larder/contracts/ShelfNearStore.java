package larder.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import larder.domain.port.CacheKey;
import larder.domain.port.NearCopy;
import larder.domain.port.NearStore;
import org.jspecify.annotations.Nullable;

/** Room for copies that is never full, and whose steps can be held up in their middle. */
public final class ShelfNearStore implements NearStore {
    private final Map<CacheKey, NearCopy> copies = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Gate> afterNextFind = new AtomicReference<>();
    private final AtomicReference<@Nullable Gate> beforeNextKeep = new AtomicReference<>();

    /** Holds the next look up when it has seen what there is. */
    public void holdAfterFind(Gate gate) {
        afterNextFind.set(gate);
    }

    /** Holds the next copy up before it is there. */
    public void holdBeforeKeep(Gate gate) {
        beforeNextKeep.set(gate);
    }

    /** How many copies there are. */
    public int size() {
        return copies.size();
    }

    @Override
    public Optional<NearCopy> find(CacheKey key) {
        Optional<NearCopy> found = Optional.ofNullable(copies.get(key));
        pass(afterNextFind.getAndSet(null));
        return found;
    }

    @Override
    public void keep(CacheKey key, NearCopy copy) {
        pass(beforeNextKeep.getAndSet(null));
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

    private static void pass(@Nullable Gate gate) {
        if (gate == null) {
            return;
        }
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a gate", interrupted);
        }
    }
}
