package larder.adapter.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.Ticker;
import larder.domain.port.ViewRepository;

/** Views in maps; one caller at a time. */
final class InMemoryViewRepository implements ViewRepository {
    private final Predicate<ProductId> products;
    private final Ticker ticker;
    private final Map<ProductId, Long> counts = new HashMap<>();
    private final Map<String, String> positions = new HashMap<>();
    /** Views with a key, and when they were counted; the oldest first. */
    private final Map<View, Long> keys = new LinkedHashMap<>();

    InMemoryViewRepository(Predicate<ProductId> products, Ticker ticker) {
        this.products = products;
        this.ticker = ticker;
    }

    @Override
    public synchronized Optional<Long> count(ProductId product) {
        return products.test(product) ? Optional.of(counts.getOrDefault(product, 0L)) : Optional.empty();
    }

    @Override
    public synchronized Counted add(View view) {
        if (!products.test(view.product())) {
            return Counted.NO_SUCH_PRODUCT;
        }
        if (view.key().isPresent() && keys.putIfAbsent(view, ticker.nanos()) != null) {
            return Counted.COUNTED_BEFORE;
        }
        counts.merge(view.product(), 1L, Long::sum);
        return Counted.COUNTED;
    }

    @Override
    public synchronized Application apply(List<BufferedView> entries) {
        String epoch = entries.getFirst().epoch();
        String position = positions.getOrDefault(epoch, "");
        int counted = 0;
        for (BufferedView entry : entries) {
            if (entry.mark().compareTo(position) > 0 && add(entry.view().orElseThrow()) == Counted.COUNTED) {
                counted++;
            }
        }
        positions.merge(epoch, entries.getLast().mark(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        Set<ProductId> gone = entries.stream()
                .flatMap(entry -> entry.view().stream())
                .map(View::product)
                .filter(products.negate())
                .collect(Collectors.toSet());
        return new Application.Done(counted, gone);
    }

    @Override
    public synchronized int forgetKeys(Duration age, int most) {
        long now = ticker.nanos();
        List<View> old = keys.entrySet().stream()
                .takeWhile(key -> now - key.getValue() > age.toNanos())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(keys::remove);
        return old.size();
    }
}
