package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;
import larder.domain.catalogue.Title;
import larder.domain.order.Money;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;

/** A product as JSON: <code>{"prod_id":1,"title":"ACADEMY TITLE 1","price":9.99,"stock":5}</code>. */
final class ProductJson implements Codec<Product> {
    private static final String FORMAT = "product/1";
    private static final Set<String> FIELDS = Set.of("prod_id", "title", "price", "stock");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(Product product) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("prod_id", product.id().value());
            json.writeStringField("title", product.title().value());
            json.writeNumberField("price", product.price().amount());
            json.writeNumberField("stock", product.stock().pieces());
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return new Encoded(FORMAT, bytes.toByteArray());
    }

    @Override
    public Product decode(Encoded encoded) {
        if (!encoded.format().equals(FORMAT)) {
            throw new Malformed("the format must be " + FORMAT, List.of());
        }
        Members members = Members.read(encoded.bytes(), FIELDS);
        int id = members.whole("prod_id");
        String title = members.text("title").orElse("");
        BigDecimal price = members.number("price");
        int stock = members.whole("stock");
        members.check();
        return new Product(new ProductId(id), new Title(title), new Money(price), new Stock(stock));
    }
}
