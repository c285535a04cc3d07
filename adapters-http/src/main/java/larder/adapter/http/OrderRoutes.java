package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import larder.application.order.Orders;
import larder.application.readthrough.Answer;
import larder.domain.order.CustomerId;
import larder.domain.order.NewOrder;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.order.OrderScope;
import larder.domain.port.OrderRepository.Placement;

/** Orders over HTTP, under Larder's names and under the tutorial's. */
final class OrderRoutes extends Routes {
    private static final String PREFIX = "/orders/";

    private final Orders orders;

    OrderRoutes(Orders orders) {
        this.orders = orders;
    }

    @Override
    void addTo(Router router) {
        router.read("/orders/count", context -> count(context, "customerId"));
        router.read("/orders/{id}", this::find);
        router.post("/orders", this::place);
        router.read("/count", context -> count(context, "customerid"));
        router.read("/count/", context -> count(context, "customerid"));
        router.post("/add", this::add);
        router.post("/add/", this::add);
    }

    private void count(Context context, String parameter) throws IOException {
        OptionalInt customer = Ids.inQuery(context.queryString(), parameter);
        OrderScope scope =
                customer.isPresent() ? new OrderScope.Of(new CustomerId(customer.getAsInt())) : new OrderScope.All();
        answer(context, orders.count(scope));
    }

    private void find(Context context) throws IOException {
        answer(context, orders.find(new OrderId(Ids.inPath(context.path(), PREFIX))));
    }

    private static <V> void answer(Context context, Answer<V> answer) throws IOException {
        CacheStatus.write(answer.provenance(), context);
        switch (answer) {
            case Answer.Found<V> found -> Representation.one(found.encoded(), context);
            case Answer.Absent<V> _ -> throw new Refused(ProblemKind.NO_SUCH_ORDER, "no order has this id");
        }
    }

    private void place(Context context) throws IOException {
        Order order = placed(context);
        context.status(201).header("Location", PREFIX + order.id());
        Representation.written(
                PREFIX + order.id(), HttpApi.orderCodec().encode(order).bytes(), context);
    }

    /** As the tutorial answers. */
    private void add(Context context) throws IOException {
        CustomerId customer = placed(context).customer().orElseThrow();
        String answer = "{\"updated\":{\"customer\":" + customer + "}}";
        Reply.bytes(context, answer.getBytes(StandardCharsets.US_ASCII));
    }

    private Order placed(Context context) throws IOException {
        Ids.requireNoQuery(context.queryString());
        NewOrder order = OrderBody.read(RequestBody.json(context.req()));
        return switch (orders.place(order)) {
            case Placement.Placed(Order placed) -> placed;
            case Placement.NoSuchCustomer _ ->
                throw new Refused(ProblemKind.NO_SUCH_CUSTOMER, "no customer has this number; nothing was changed");
        };
    }
}
