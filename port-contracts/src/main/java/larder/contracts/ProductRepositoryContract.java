package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.catalogue.Title;
import larder.domain.order.Money;
import larder.domain.port.ProductRepository;
import larder.domain.port.Versioned;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every {@link ProductRepository} must do. */
public abstract class ProductRepositoryContract {
    private static final ProductId ONE = new ProductId(1);
    private static final ProductId TWO = new ProductId(2);
    private static final ProductId NONE = new ProductId(3);

    /** The products that are there when a test begins. */
    public static final List<Product> PRODUCTS = List.of(product(1, "One", "9.99", 5), product(2, "Two", "0.00", 0));

    /** What is tested: with {@link #PRODUCTS} and no others. */
    protected abstract ProductRepository repository();

    /** A second repository over the same products, as another process has one; the same one if there can be no second. */
    protected abstract ProductRepository elsewhere();

    @Test
    void a_product_is_found_by_number() {
        assertEquals(Optional.of(PRODUCTS.getFirst()), repository().find(ONE).map(Versioned::value));
        assertEquals(Optional.empty(), repository().find(NONE));
    }

    @Test
    void of_several_those_that_exist_are_found() {
        assertEquals(
                Map.of(ONE, PRODUCTS.getFirst(), TWO, PRODUCTS.getLast()),
                Rows.values(repository().findAll(List.of(TWO, NONE, ONE, TWO))));
        assertEquals(Map.of(), repository().findAll(List.of()));
    }

    @Test
    void a_stock_that_was_set_is_answered_and_seen_elsewhere() {
        Product changed = product(1, "One", "9.99", Integer.MAX_VALUE);
        assertEquals(
                Optional.of(changed),
                repository().stock(ONE, _ -> new Stock(Integer.MAX_VALUE)).map(Versioned::value));
        assertEquals(Optional.of(changed), elsewhere().find(ONE).map(Versioned::value));
        assertEquals(
                Optional.of(changed),
                repository().stock(ONE, _ -> new Stock(Integer.MAX_VALUE)).map(Versioned::value),
                "the same once more");
        assertEquals(Optional.of(PRODUCTS.getLast()), elsewhere().find(TWO).map(Versioned::value));
    }

    @Test
    void the_version_rises_with_every_stock_and_is_answered_as_it_is_read() {
        long version = repository().find(ONE).orElseThrow().version();
        for (int pieces : List.of(1, 2, 3)) {
            Versioned<Product> written =
                    repository().stock(ONE, _ -> new Stock(pieces)).orElseThrow();
            assertTrue(written.version() > version, written::toString);
            assertEquals(Optional.of(written), elsewhere().find(ONE));
            assertEquals(Map.of(ONE, written), elsewhere().findAll(List.of(ONE)));
            version = written.version();
        }
    }

    @Test
    void the_stock_is_made_of_the_product_as_it_stands() {
        elsewhere().stock(ONE, _ -> new Stock(7));
        Optional<Versioned<Product>> written = repository().stock(ONE, old -> {
            assertEquals(product(1, "One", "9.99", 7), old);
            return new Stock(old.stock().pieces() + 1);
        });
        assertEquals(Optional.of(product(1, "One", "9.99", 8)), written.map(Versioned::value));
        assertEquals(Optional.empty(), repository().stock(NONE, _ -> {
            throw new AssertionError("called for nothing");
        }));
    }

    @Test
    void a_stock_that_throws_changes_nothing_and_its_exception_is_passed_on() {
        Optional<Versioned<Product>> before = elsewhere().find(ONE);
        RuntimeException mine = new IllegalStateException("no");
        assertSame(
                mine,
                assertThrows(
                        RuntimeException.class,
                        () -> repository().stock(ONE, _ -> {
                            throw mine;
                        })));
        assertEquals(before, elsewhere().find(ONE));
        assertTrue(elsewhere().stock(ONE, _ -> new Stock(1)).isPresent(), "nothing stays locked");
    }

    @RepeatedTest(3)
    void of_writers_that_expect_the_same_exactly_one_wins() {
        Product expected = PRODUCTS.getFirst();
        List<Boolean> ends = Crowd.together(
                12,
                caller -> Attempt.succeeds(() -> (caller % 2 == 0 ? repository() : elsewhere())
                        .stock(ONE, old -> Attempt.expecting(expected, old, new Stock(100 + caller)))));
        assertEquals(1, Collections.frequency(ends, true));
        assertEquals(
                new Stock(100 + ends.indexOf(true)),
                repository().find(ONE).orElseThrow().value().stock());
    }

    @Test
    void the_stock_of_nothing_is_empty() {
        assertEquals(Optional.empty(), repository().stock(NONE, _ -> new Stock(1)));
        assertEquals(Optional.empty(), elsewhere().find(NONE));
    }

    @Test
    void of_racing_writers_each_is_answered_with_what_it_wrote() {
        List<Integer> answered = Crowd.together(
                20,
                caller -> (caller % 2 == 0 ? repository() : elsewhere())
                        .stock(ONE, _ -> new Stock(caller))
                        .orElseThrow()
                        .value()
                        .stock()
                        .pieces());
        for (int caller = 0; caller < answered.size(); caller++) {
            assertEquals(caller, answered.get(caller));
        }
        assertTrue(answered.contains(
                repository().find(ONE).orElseThrow().value().stock().pieces()));
    }

    private static Product product(int id, String title, String price, int stock) {
        return new Product(new ProductId(id), new Title(title), new Money(new BigDecimal(price)), new Stock(stock));
    }
}
