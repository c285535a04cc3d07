package larder.domain.port;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;

/**
 * Where products are kept for good.
 *
 * <ul>
 *   <li>A read MUST see every change that was committed before it began.
 *   <li>The version of a row MUST be the one that it had when the value was read, in one step, and MUST rise with every change.
 *   <li>Every method MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too
 *       busy or too slow, and MUST do so within a bound.
 *   <li>A row that breaks the domain's rules MUST be an {@link UnreadableRow}, never absent.
 * </ul>
 */
public interface ProductRepository {
    Optional<Versioned<Product>> find(ProductId id);

    /** Those of the ids that exist, in one query. MUST answer empty for no ids, without a query. */
    Map<ProductId, Versioned<Product>> findAll(Collection<ProductId> ids);

    /**
     * Sets how many there are to what {@code stock} makes of the product as it stands, as one step: no change MUST come between,
     * and MUST answer empty, without calling {@code stock}, when there is no such product. {@code stock} may be called again for
     * a newer product; if it throws, nothing is changed and its exception is passed on. It MUST be committed when the method
     * returns.
     *
     * @return the product as this write left it, whatever others write afterwards; empty when there is none
     */
    Optional<Versioned<Product>> stock(ProductId id, Function<Product, Stock> stock);
}
