package larder.application.catalogue;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Overloaded;
import larder.application.readthrough.ReadThrough;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.port.ProductRepository;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Versioned;

/**
 * Products, read through the cache. Their stock is written through it: the next reader finds the new one there, also after the
 * database's log has told of the change.
 *
 * <p>Every method throws {@link RepositoryUnavailable} when the database is needed and does not answer, and a read {@link
 * Overloaded} when too many loads are under way.
 */
public final class Catalogue {
    private final ProductRepository repository;
    private final ReadThrough<ProductId, Product> products;

    public Catalogue(ProductRepository repository, ReadThrough<ProductId, Product> products) {
        this.repository = repository;
        this.products = products;
    }

    public Answer<Product> find(ProductId id) {
        return products.get(id);
    }

    /** Finds several products, in the order of the ids; each id has an answer. */
    public Map<ProductId, Answer<Product>> findAll(Collection<ProductId> ids) {
        return products.getAll(ids);
    }

    /**
     * Sets how many there are of a product to what {@code stock} makes of it as it stands in the database, which nobody changes in
     * between; empty when there is no such product. What it throws is passed on, and nothing is changed.
     */
    public Optional<Product> stock(ProductId id, Function<Product, Stock> stock) {
        return products.writeThrough(id, () -> repository.stock(id, stock)).map(Versioned::value);
    }
}
