package larder.contracts;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import larder.domain.port.Cache;
import larder.domain.port.CacheUnavailable;
import org.jspecify.annotations.Nullable;

/** A cache whose steps can be held up at a gate, before they are done or before they are answered; it counts them too. */
public final class GatedCache extends ForwardingCache {
    private final Map<CacheStep, Gate> before = new ConcurrentHashMap<>();
    private final Map<CacheStep, Gate> after = new ConcurrentHashMap<>();
    private final Map<CacheStep, Integer> calls = new ConcurrentHashMap<>();

    /** A cache without gates. */
    public GatedCache(Cache behind) {
        super(behind);
    }

    /** From now on the step is not begun before the gate opens. */
    public void before(CacheStep step, Gate gate) {
        before.put(step, gate);
    }

    /** From now on the step is done, but not answered before the gate opens. */
    public void after(CacheStep step, Gate gate) {
        after.put(step, gate);
    }

    /** How often the step was asked for. */
    public int calls(CacheStep step) {
        return calls.getOrDefault(step, 0);
    }

    @Override
    <T> T at(CacheStep step, Supplier<T> call) {
        calls.merge(step, 1, Integer::sum);
        pass(before.get(step));
        T answer = call.get();
        pass(after.get(step));
        return answer;
    }

    private static void pass(@Nullable Gate gate) {
        if (gate == null) {
            return;
        }
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted", interrupted);
        }
    }
}
