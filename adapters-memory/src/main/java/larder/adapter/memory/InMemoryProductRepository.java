package larder.adapter.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.port.ProductRepository;

/** Products in a map. */
final class InMemoryProductRepository implements ProductRepository {
    private final Map<ProductId, Product> products = new ConcurrentHashMap<>();

    InMemoryProductRepository(Collection<Product> products) {
        products.forEach(product -> this.products.put(product.id(), product));
    }

    @Override
    public Optional<Product> find(ProductId id) {
        return Optional.ofNullable(products.get(id));
    }

    @Override
    public Map<ProductId, Product> findAll(Collection<ProductId> ids) {
        Map<ProductId, Product> found = HashMap.newHashMap(ids.size());
        ids.forEach(id -> find(id).ifPresent(product -> found.put(id, product)));
        return found;
    }

    @Override
    public Optional<Product> stock(ProductId id, Stock stock) {
        return Optional.ofNullable(products.computeIfPresent(
                id, (_, product) -> new Product(id, product.title(), product.price(), stock)));
    }
}
