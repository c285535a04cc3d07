package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.PRODUCTS;
import static larder.adapter.sql.generated.Tables.VIEW_KEY;
import static larder.adapter.sql.generated.Tables.VIEW_POSITION;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.currentTimestamp;
import static org.jooq.impl.DSL.extract;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewRepository;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Row3;

/**
 * Views in the column {@code views} of the table {@code products} of PostgreSQL or MySQL; how far a buffer was applied, and which
 * keys were counted, in tables of their own, by the same transaction.
 */
final class JooqViewRepository implements ViewRepository {
    /** Seconds since 1970, by the database's clock. */
    private final Queries queries;

    JooqViewRepository(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Optional<Long> count(ProductId product) {
        return queries.ask(sql -> sql.select(PRODUCTS.VIEWS)
                .from(PRODUCTS)
                .where(PRODUCTS.PROD_ID.eq(product.value()))
                .fetchOptional(PRODUCTS.VIEWS));
    }

    @Override
    public Counted add(View view) {
        return queries.inTransaction(sql -> {
            if (existing(sql, Set.of(view.product())).isEmpty()) {
                return Counted.NO_SUCH_PRODUCT;
            }
            return count(sql, List.of(view)) == 1 ? Counted.COUNTED : Counted.COUNTED_BEFORE;
        });
    }

    @Override
    public Application apply(List<BufferedView> entries) {
        String epoch = entries.getFirst().epoch();
        Set<ProductId> products = entries.stream()
                .flatMap(entry -> entry.view().stream())
                .map(View::product)
                .collect(Collectors.toSet());
        return queries.inTransaction(sql -> lockedPosition(sql, epoch)
                .<Application>map(position -> {
                    Set<ProductId> existing = existing(sql, products);
                    List<View> fresh = entries.stream()
                            .filter(entry -> entry.mark().compareTo(position) > 0)
                            .flatMap(entry -> entry.view().stream())
                            .filter(view -> existing.contains(view.product()))
                            .toList();
                    int counted = count(sql, fresh);
                    moveTo(sql, epoch, position, entries.getLast().mark());
                    return new Application.Done(counted, without(products, existing));
                })
                .orElseGet(Application.Busy::new));
    }

    @Override
    public int forgetKeys(Duration age, int most) {
        return queries.ask(sql -> sql.deleteFrom(VIEW_KEY)
                .where(VIEW_KEY.COUNTED_AT.lt(now().minus(val(age.toSeconds()))))
                .orderBy(VIEW_KEY.COUNTED_AT)
                .limit(most)
                .execute());
    }

    /** The highest mark that was applied, kept from others until the end of the transaction; empty when another has it. */
    private static Optional<String> lockedPosition(DSLContext sql, String epoch) {
        Optional<String> position = unlessLocked(sql, epoch);
        // An insert waits for whoever has the row, so it is made only where there is none.
        if (position.isPresent() || sql.fetchExists(VIEW_POSITION, VIEW_POSITION.EPOCH.eq(epoch))) {
            return position;
        }
        sql.insertInto(VIEW_POSITION, VIEW_POSITION.EPOCH, VIEW_POSITION.MARK)
                .values(epoch, "")
                .onDuplicateKeyIgnore()
                .execute();
        return unlessLocked(sql, epoch);
    }

    private static Optional<String> unlessLocked(DSLContext sql, String epoch) {
        return sql.select(VIEW_POSITION.MARK)
                .from(VIEW_POSITION)
                .where(VIEW_POSITION.EPOCH.eq(epoch))
                .forUpdate()
                .skipLocked()
                .fetchOptional(VIEW_POSITION.MARK);
    }

    private static void moveTo(DSLContext sql, String epoch, String position, String last) {
        if (last.compareTo(position) > 0) {
            sql.update(VIEW_POSITION)
                    .set(VIEW_POSITION.MARK, last)
                    .where(VIEW_POSITION.EPOCH.eq(epoch))
                    .execute();
        }
    }

    private static Set<ProductId> existing(DSLContext sql, Set<ProductId> products) {
        return sql.select(PRODUCTS.PROD_ID)
                .from(PRODUCTS)
                .where(PRODUCTS.PROD_ID.in(
                        products.stream().map(ProductId::value).sorted().toList()))
                .fetchSet(row -> new ProductId(row.value1()));
    }

    private static Set<ProductId> without(Set<ProductId> all, Set<ProductId> some) {
        Set<ProductId> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** Counts views of products that exist, but of those with one key only the first. */
    private static int count(DSLContext sql, List<View> views) {
        List<View> counted = new ArrayList<>(
                views.stream().filter(view -> view.key().isEmpty()).toList());
        counted.addAll(firstOfTheirKeys(sql, views));
        if (!counted.isEmpty()) {
            Map<Integer, Long> byProduct = counted.stream()
                    .collect(
                            Collectors.groupingBy(view -> view.product().value(), TreeMap::new, Collectors.counting()));
            sql.update(PRODUCTS)
                    .set(
                            PRODUCTS.VIEWS,
                            PRODUCTS.VIEWS.plus(case_(PRODUCTS.PROD_ID).mapValues(byProduct)))
                    .where(PRODUCTS.PROD_ID.in(byProduct.keySet()))
                    .execute();
        }
        return counted.size();
    }

    /** In the order of their hashes, so that two transactions do not wait for each other. */
    private static Collection<View> firstOfTheirKeys(DSLContext sql, List<View> views) {
        NavigableMap<String, View> byHash = new TreeMap<>();
        views.forEach(view -> view.key().ifPresent(_ -> byHash.putIfAbsent(ViewHash.of(view), view)));
        if (byHash.isEmpty()) {
            return List.of();
        }
        String transaction = UUID.randomUUID().toString();
        List<Row3<String, String, Long>> rows = byHash.keySet().stream()
                .map(hash -> row(val(hash), val(transaction), now()))
                .toList();
        sql.insertInto(VIEW_KEY, VIEW_KEY.HASH, VIEW_KEY.COUNTED_BY, VIEW_KEY.COUNTED_AT)
                .valuesOfRows(rows)
                .onDuplicateKeyIgnore()
                .execute();
        // Not every database says which of the rows were new.
        return sql
                .select(VIEW_KEY.HASH)
                .from(VIEW_KEY)
                .where(VIEW_KEY.HASH.in(byHash.keySet()))
                .and(VIEW_KEY.COUNTED_BY.eq(transaction))
                .fetch(VIEW_KEY.HASH)
                .stream()
                .map(byHash::get)
                .toList();
    }

    private static Field<Long> now() {
        return extract(currentTimestamp(), DatePart.EPOCH).cast(Long.class);
    }
}
