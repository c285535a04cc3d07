package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.PRODUCTS;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import larder.domain.InvalidValue;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.catalogue.Title;
import larder.domain.order.Money;
import larder.domain.port.ProductRepository;
import larder.domain.port.UnreadableRow;
import larder.domain.port.Versioned;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Products in the table {@code products} of PostgreSQL or MySQL. */
final class JooqProductRepository implements ProductRepository {
    private final Queries queries;

    JooqProductRepository(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Optional<Versioned<Product>> find(ProductId id) {
        return queries.ask(sql -> sql.selectFrom(PRODUCTS)
                .where(PRODUCTS.PROD_ID.eq(id.value()))
                .fetchOptional(JooqProductRepository::versioned));
    }

    @Override
    public Map<ProductId, Versioned<Product>> findAll(Collection<ProductId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return queries.ask(sql -> sql
                .selectFrom(PRODUCTS)
                .where(PRODUCTS.PROD_ID.in(
                        ids.stream().map(ProductId::value).distinct().toList()))
                .fetch(JooqProductRepository::versioned)
                .stream()
                .collect(Collectors.toMap(row -> row.value().id(), Function.identity())));
    }

    @Override
    public Optional<Versioned<Product>> stock(ProductId id, Function<Product, Stock> stock) {
        return queries.inTransaction(sql -> sql.selectFrom(PRODUCTS)
                .where(PRODUCTS.PROD_ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JooqProductRepository::versioned)
                .map(row -> set(sql, row, stock.apply(row.value()))));
    }

    /** Answers what the statement makes of the row, on which the transaction has the lock. */
    private static Versioned<Product> set(DSLContext sql, Versioned<Product> row, Stock stock) {
        Product product = row.value();
        long version = row.version() + 1;
        sql.update(PRODUCTS)
                .set(PRODUCTS.STOCK, stock.pieces())
                .set(PRODUCTS.VERSION, version)
                .where(PRODUCTS.PROD_ID.eq(product.id().value()))
                .execute();
        return new Versioned<>(new Product(product.id(), product.title(), product.price(), stock), version);
    }

    private static Versioned<Product> versioned(Record row) {
        return new Versioned<>(product(row), row.get(PRODUCTS.VERSION));
    }

    private static Product product(Record row) {
        try {
            return new Product(
                    new ProductId(row.get(PRODUCTS.PROD_ID)),
                    new Title(row.get(PRODUCTS.TITLE)),
                    new Money(row.get(PRODUCTS.PRICE)),
                    new Stock(row.get(PRODUCTS.STOCK)));
        } catch (InvalidValue refused) {
            throw new UnreadableRow(
                    "the row of products with prod_id " + row.get(PRODUCTS.PROD_ID) + " is not a product", refused);
        }
    }
}
