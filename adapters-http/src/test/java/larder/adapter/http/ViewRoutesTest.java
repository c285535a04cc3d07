package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import larder.adapter.http.HttpConfig.Writes;
import larder.application.catalogue.Catalogue;
import larder.application.catalogue.Views;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.catalogue.Title;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;
import larder.domain.order.Money;
import larder.domain.port.BufferedView;
import larder.domain.port.LoadLock.Lease;
import larder.domain.port.ProductRepository;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Versioned;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewBufferUnavailable;
import larder.domain.port.ViewRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told of its views. */
final class ViewRoutesTest {
    private static final ProductId ONE = new ProductId(1);

    private final HttpApi api = HttpApi.open(new HttpConfig("127.0.0.1", 0, Writes.SESSION_REQUIRED));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KeptViews buffer = new KeptViews();
    private final List<View> direct = new CopyOnWriteArrayList<>();

    ViewRoutesTest() {
        api.start(List.of(Routes.of(views())), List.of());
    }

    @AfterEach
    void close() {
        api.close();
        client.close();
    }

    @Test
    void a_view_is_accepted_from_everybody_and_passed_on_with_its_key() {
        HttpResponse<String> plain = post("/products/1/views");
        assertEquals(202, plain.statusCode());
        assertEquals("", plain.body());
        String key = "!~".repeat(ViewKey.LONGEST / 2);
        assertEquals(202, post("/products/1/views", key).statusCode());
        assertEquals(
                List.of(new View(ONE, Optional.empty()), new View(ONE, Optional.of(new ViewKey(key)))), buffer.taken);
        assertTrue(get("/metrics").body().contains("larder_views_events_total{event=\"buffered\"} 2.0"));
    }

    @Test
    void how_many_were_counted_is_read() {
        assertEquals("{\"product\":1,\"views\":42}", get("/products/1/views").body());
        assertEquals(404, get("/products/2/views").statusCode());
        assertEquals(400, get("/products/x/views").statusCode());
    }

    @Test
    void a_view_of_nothing_is_not_found() {
        problem(404, "no-such-product", post("/products/2/views"));
        problem(400, "invalid-request", post("/products/0/views"));
        problem(400, "invalid-request", post("/products/1/views?x=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "", "a\tb"})
    void a_key_that_is_no_visible_ascii_is_refused(String key) {
        problem(400, "invalid-request", post("/products/1/views", key));
        assertEquals(List.of(), buffer.taken);
    }

    @Test
    void a_key_is_refused_when_it_is_too_long_or_there_are_two() {
        problem(400, "invalid-request", post("/products/1/views", "x".repeat(ViewKey.LONGEST + 1)));
        problem(400, "invalid-request", post("/products/1/views", "one", "two"));
    }

    @Test
    void a_full_buffer_asks_to_come_again() {
        buffer.answers = () -> ViewBuffer.Appended.FULL;
        HttpResponse<String> full = post("/products/1/views");
        problem(429, "too-many-views", full);
        assertEquals("1", full.headers().firstValue("Retry-After").orElseThrow());
    }

    @Test
    void a_doubt_is_told_and_not_asked_to_be_repeated() {
        buffer.answers = () -> {
            throw new ViewBufferUnavailable("silent", null);
        };
        HttpResponse<String> doubt = post("/products/1/views");
        problem(503, "view-in-doubt", doubt);
        assertTrue(doubt.headers().firstValue("Retry-After").isEmpty());
        assertEquals(202, post("/products/1/views", "key").statusCode(), "with a key the database decides");
        assertEquals(1, direct.size());
    }

    @Test
    void without_buffer_and_database_it_is_unavailable() {
        buffer.answers = () -> ViewBuffer.Appended.REFUSED;
        assertEquals(202, post("/products/1/views").statusCode());
        assertEquals(1, direct.size());
        problem(503, "database-unavailable", post("/products/1/views", "away"));
    }

    private static void problem(int status, String kind, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("urn:larder:problem:" + kind), answer.body());
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(api.address().resolve(path)));
    }

    private HttpResponse<String> post(String path, String... keys) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.address().resolve(path)).POST(BodyPublishers.noBody());
        for (String key : keys) {
            request.header("Idempotency-Key", key);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return Contract.kept(
                    client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Views views() {
        ProductRepository products = new OneProduct();
        Caching caching = new Caching(
                new KeptEntries(),
                (_, _, _) -> Optional.of(Lease.NONE),
                new LoadLimit(1, Duration.ZERO),
                api.cacheStats(),
                System::nanoTime,
                Thread::sleep,
                RandomGenerator.getDefault(),
                task -> Thread.ofVirtual().start(task));
        Catalogue catalogue = new Catalogue(
                products,
                new ReadThrough<>(
                        Region.of("product", Duration.ofMinutes(5)),
                        HttpApi.productCodec(),
                        Source.ofRow(products::find),
                        caching));
        return new Views(catalogue, new Counts(), buffer, new LoadLimit(1, Duration.ZERO), api.viewStats(), () -> {});
    }

    /** Counts what comes, but is away for the key 'away'. */
    private final class Counts implements ViewRepository {
        @Override
        public Optional<Long> count(ProductId product) {
            return product.equals(ONE) ? Optional.of(42L) : Optional.empty();
        }

        @Override
        public Counted add(View view) {
            if (view.key().equals(Optional.of(new ViewKey("away")))) {
                throw new RepositoryUnavailable("away", new IllegalStateException("away"));
            }
            direct.add(view);
            return Counted.COUNTED;
        }

        @Override
        public Application apply(List<BufferedView> entries) {
            return new Application.Busy();
        }

        @Override
        public int forgetKeys(Duration age, int most) {
            return 0;
        }
    }

    /** Product 1, and no other. */
    private static final class OneProduct implements ProductRepository {
        @Override
        public Optional<Versioned<Product>> find(ProductId id) {
            return id.equals(ONE)
                    ? Optional.of(new Versioned<>(
                            new Product(ONE, new Title("One"), new Money(BigDecimal.ONE), new Stock(1)), 1))
                    : Optional.empty();
        }

        @Override
        public Map<ProductId, Versioned<Product>> findAll(Collection<ProductId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Versioned<Product>> stock(ProductId id, Function<Product, Stock> stock) {
            throw new UnsupportedOperationException();
        }
    }
}
