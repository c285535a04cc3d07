package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import larder.application.catalogue.Views;
import larder.domain.InvalidValue;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;

/** The views of products over HTTP. */
final class ViewRoutes extends Routes {
    private static final String PREFIX = "/products/";
    private static final String SUFFIX = "/views";
    private static final String KEY = "Idempotency-Key";
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Views views;

    ViewRoutes(Views views) {
        this.views = views;
    }

    @Override
    void addTo(Router router) {
        router.read(PREFIX + "{id}" + SUFFIX, this::count);
        router.post(PREFIX + "{id}" + SUFFIX, this::add);
    }

    private void count(Context context) throws IOException {
        ProductId product = product(context);
        long count = views.count(product).orElseThrow(ViewRoutes::noSuchProduct);
        String json = "{\"product\":" + product + ",\"views\":" + count + "}";
        Representation.one(json.getBytes(StandardCharsets.US_ASCII), context);
    }

    private void add(Context context) throws IOException {
        Ids.requireNoQuery(context.queryString());
        View view =
                new View(product(context), key(Collections.list(context.req().getHeaders(KEY))));
        switch (views.add(view)) {
            case ACCEPTED -> {
                context.status(202);
                Reply.bytes(context, new byte[0]);
            }
            case NO_SUCH_PRODUCT -> throw noSuchProduct();
            case TURNED_AWAY ->
                throw new Refused(Problem.retryable(
                        ProblemKind.TOO_MANY_VIEWS, "too many views wait to be counted; this one does not", RETRY));
            case IN_DOUBT ->
                throw new Refused(
                        ProblemKind.VIEW_IN_DOUBT,
                        "the view may be counted or not; one that is sent with an " + KEY
                                + " can be sent again and counts once");
        }
    }

    private static ProductId product(Context context) {
        String path = context.path();
        return new ProductId(Ids.inPath(path.substring(0, path.length() - SUFFIX.length()), PREFIX));
    }

    private static Optional<ViewKey> key(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ViewKey(String.join(", ", values)));
        } catch (InvalidValue _) {
            throw new Refused(
                    ProblemKind.INVALID_REQUEST,
                    KEY + " is one text of 1 to " + ViewKey.LONGEST + " visible ASCII characters");
        }
    }

    private static Refused noSuchProduct() {
        return new Refused(ProblemKind.NO_SUCH_PRODUCT, "no product has this id");
    }
}
