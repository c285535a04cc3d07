package larder.adapter.memory;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import larder.application.catalogue.Catalogue;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.contracts.RecordingCacheStats;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.catalogue.Title;
import larder.domain.order.Money;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.port.ProductRepository;

/** A catalogue of product 1 and no other. */
final class OneProduct {
    static final ProductId ID = new ProductId(1);
    private static final Product PRODUCT = new Product(ID, new Title("One"), new Money(BigDecimal.ONE), new Stock(1));

    private OneProduct() {}

    static Catalogue catalogue() {
        ProductRepository products = InMemory.products(List.of(PRODUCT));
        Caching caching = new Caching(
                InMemory.noCache(),
                InMemory.loadLock(System::nanoTime),
                new LoadLimit(8, Duration.ofSeconds(5)),
                new RecordingCacheStats(),
                System::nanoTime,
                Thread::sleep,
                RandomGenerator.getDefault(),
                task -> Thread.ofVirtual().start(task));
        return new Catalogue(
                products,
                new ReadThrough<>(
                        Region.of("product", Duration.ofMinutes(1)),
                        new TitleCodec(),
                        Source.ofRow(products::find),
                        caching));
    }

    /** The one product's title stands for it. */
    private static final class TitleCodec implements Codec<Product> {
        @Override
        public String format() {
            return "title/1";
        }

        @Override
        public Encoded encode(Product product) {
            return new Encoded("title/1", product.title().value().getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public Product decode(Encoded encoded) {
            return PRODUCT;
        }
    }
}
