package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import larder.domain.order.CustomerId;
import larder.domain.order.Money;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;

/**
 * An order as JSON, with the names of the table's columns: <code>
 * {"orderid":1,"orderdate":"2023-03-10","customerid":9999,"netamount":23.00,"tax":2.00,"totalamount":25.00}</code>. An order
 * whose customer was removed has no {@code customerid}.
 */
final class OrderJson implements Codec<Order> {
    private static final String FORMAT = "order/1";
    private static final Set<String> FIELDS =
            Set.of("orderid", "orderdate", "customerid", "netamount", "tax", "totalamount");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(Order order) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("orderid", order.id().value());
            json.writeStringField("orderdate", order.date().toString());
            if (order.customer().isPresent()) {
                json.writeNumberField("customerid", order.customer().get().value());
            }
            json.writeNumberField("netamount", order.net().amount());
            json.writeNumberField("tax", order.tax().amount());
            json.writeNumberField("totalamount", order.total().amount());
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return new Encoded(FORMAT, bytes.toByteArray());
    }

    @Override
    public Order decode(Encoded encoded) {
        if (!encoded.format().equals(FORMAT)) {
            throw new Malformed("the format must be " + FORMAT, List.of());
        }
        Members members = Members.read(encoded.bytes(), FIELDS);
        int id = members.whole("orderid");
        String date = members.text("orderdate").orElse("");
        OptionalInt customer = members.wholeIfThere("customerid");
        Money net = new Money(members.number("netamount"));
        Money tax = new Money(members.number("tax"));
        Money total = new Money(members.number("totalamount"));
        members.check();
        return new Order(
                new OrderId(id),
                LocalDate.parse(date),
                customer.isPresent() ? Optional.of(new CustomerId(customer.getAsInt())) : Optional.empty(),
                net,
                tax,
                total);
    }
}
