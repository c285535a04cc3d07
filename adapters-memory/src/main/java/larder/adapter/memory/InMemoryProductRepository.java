package larder.adapter.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.port.ProductRepository;
import larder.domain.port.Versioned;

/** Products in a map. */
final class InMemoryProductRepository implements ProductRepository {
    private final Map<ProductId, Versioned<Product>> products = new ConcurrentHashMap<>();

    InMemoryProductRepository(Collection<Product> products) {
        products.forEach(product -> this.products.put(product.id(), new Versioned<>(product, 1)));
    }

    @Override
    public Optional<Versioned<Product>> find(ProductId id) {
        return Optional.ofNullable(products.get(id));
    }

    @Override
    public Map<ProductId, Versioned<Product>> findAll(Collection<ProductId> ids) {
        Map<ProductId, Versioned<Product>> found = HashMap.newHashMap(ids.size());
        ids.forEach(id -> find(id).ifPresent(product -> found.put(id, product)));
        return found;
    }

    @Override
    public Optional<Versioned<Product>> stock(ProductId id, Function<Product, Stock> stock) {
        return Optional.ofNullable(products.computeIfPresent(
                id, (_, row) -> new Versioned<>(with(stock.apply(row.value()), row.value()), row.version() + 1)));
    }

    private static Product with(Stock stock, Product product) {
        return new Product(product.id(), product.title(), product.price(), stock);
    }
}
