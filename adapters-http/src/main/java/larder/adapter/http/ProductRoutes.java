package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import larder.application.catalogue.Catalogue;
import larder.application.readthrough.Answer;
import larder.domain.InvalidValue;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.Stock;

/** Products over HTTP. */
final class ProductRoutes extends Routes {
    private static final String PREFIX = "/products/";
    private static final String STOCK = "/stock";

    private final Catalogue catalogue;

    ProductRoutes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    void addTo(Router router) {
        router.read("/products", this::findAll);
        router.read("/products/{id}", this::find);
        router.put("/products/{id}/stock", this::stock);
    }

    private void find(Context context) throws IOException {
        Answer<Product> answer = catalogue.find(new ProductId(Ids.inPath(context.path(), PREFIX)));
        CacheStatus.write(answer.provenance(), context);
        switch (answer) {
            case Answer.Found<Product> found -> Representation.one(found.encoded(), context);
            case Answer.Absent<Product> _ -> throw noSuchProduct();
        }
    }

    private void findAll(Context context) throws IOException {
        List<ProductId> ids =
                Ids.inQuery(context.queryString()).stream().map(ProductId::new).toList();
        Collection<Answer<Product>> answers = catalogue.findAll(ids).values();
        CacheStatus.write(answers.stream().map(Answer::provenance).toList(), context);
        Representation.many(Reply.array(answers), context);
    }

    private void stock(Context context) throws IOException {
        String path = context.path();
        ProductId id = new ProductId(Ids.inPath(path.substring(0, path.length() - STOCK.length()), PREFIX));
        Conditions conditions = Conditions.of(context.req());
        Stock stock = stock(RequestBody.json(context.req()));
        Optional<Product> product = catalogue.stock(id, old -> {
            conditions.requireFor(() -> json(old));
            return stock;
        });
        Representation.written(PREFIX + id, json(product.orElseThrow(ProductRoutes::noSuchProduct)), context);
    }

    private static byte[] json(Product product) {
        return HttpApi.productCodec().encode(product).bytes();
    }

    /** Reads <code>{"stock":5}</code>. */
    private static Stock stock(byte[] json) {
        try {
            Members members = Members.read(json, Set.of("stock"));
            BigDecimal pieces = members.number("stock");
            members.check();
            return new Stock(pieces.intValueExact());
        } catch (Malformed malformed) {
            throw new Refused(Problem.of(ProblemKind.INVALID_BODY, malformed.sentence(), malformed.errors()));
        } catch (InvalidValue | ArithmeticException _) {
            throw Values.invalid(
                    List.of(new FieldError("stock", "a stock is a whole number from 0 to " + Integer.MAX_VALUE)));
        }
    }

    private static Refused noSuchProduct() {
        return new Refused(ProblemKind.NO_SUCH_PRODUCT, "no product has this id");
    }
}
