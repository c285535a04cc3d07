package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import larder.domain.order.CustomerId;
import larder.domain.order.Money;
import larder.domain.order.NewOrder;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be sent as an order, and what it is stored as. */
final class OrderBodyTest {
    private static final String TUTORIALS =
            "{\"orderdate\":\"2023-03-10\",\"customerid\":9999,\"netamount\":23.0,\"tax\":2.0}";

    @Test
    void the_tutorials_order_is_read() {
        NewOrder order = OrderBody.read(TUTORIALS.getBytes(StandardCharsets.UTF_8));
        assertEquals(new NewOrder(LocalDate.of(2023, 3, 10), new CustomerId(9999), money("23"), money("2")), order);
        assertEquals("25.00", order.total().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.2, 0.30",
        "19.99, 1.65, 21.64",
        "1e2, 0, 100.00",
        "9999999999.99, 0, 9999999999.99",
        "0, 0, 0.00",
        "1.10, 2.2000, 3.30"
    })
    void amounts_are_exact(String net, String tax, String total) {
        assertEquals(total, read("9999", net, tax).total().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "-1", "10000000000", "9999999999.999", "1e20", "1e-9"})
    void an_amount_that_cannot_be_kept_exactly_is_refused(String amount) {
        assertEquals(ProblemKind.INVALID_VALUE, refusal("9999", amount, "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "\"23\"", "null", "true", "[1]", "{}"})
    void what_is_no_amount_is_refused(String amount) {
        assertEquals(ProblemKind.INVALID_BODY, refusal("9999", amount, "0"));
    }

    @Test
    void a_total_that_cannot_be_kept_is_refused() {
        assertEquals(ProblemKind.INVALID_VALUE, refusal("9999", "9999999999.99", "0.01"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, INVALID_VALUE",
        "-1, INVALID_VALUE",
        "2147483648, INVALID_VALUE",
        "99999999999999999999, INVALID_VALUE",
        "9.5, INVALID_BODY",
        "'\"9999\"', INVALID_BODY",
        "null, INVALID_BODY"
    })
    void what_is_no_customer_is_refused(String customer, ProblemKind kind) {
        assertEquals(kind, refusal(customer, "1", "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-30",
                "2023-3-10",
                "10.03.2023",
                "+12023-03-10",
                "0000-01-01",
                "2023-03-10T00:00",
                "",
                "٢٠٢٣-٠٣-١٠"
            })
    void what_is_no_date_is_refused(String date) {
        String body = TUTORIALS.replace("2023-03-10", date);
        assertEquals(ProblemKind.INVALID_VALUE, refusalOf(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"orderdate\":\"2023-03-10\",\"customerid\":9999,\"netamount\":23.0}",
                "{\"orderdate\":\"2023-03-10\",\"customerid\":9999,\"netamount\":23.0,\"tax\":2.0,\"totalamount\":25}",
                "{\"orderdate\":\"2023-03-10\",\"customerid\":9999,\"netamount\":NaN,\"tax\":2.0}",
                "{\"orderdate\":20230310,\"customerid\":9999,\"netamount\":1,\"tax\":2.0}"
            })
    void what_is_no_order_is_refused(String body) {
        assertEquals(ProblemKind.INVALID_BODY, refusalOf(body));
    }

    @Test
    void an_order_is_stored_as_it_is_answered_and_read_back() {
        Order order = Order.of(new OrderId(12001), read("9999", "23.0", "2"));
        String json = "{\"orderid\":12001,\"orderdate\":\"2023-03-10\",\"customerid\":9999,"
                + "\"netamount\":23.00,\"tax\":2.00,\"totalamount\":25.00}";
        assertEquals(json, new String(new OrderJson().encode(order).bytes(), StandardCharsets.UTF_8));
        assertEquals(order, new OrderJson().decode(new OrderJson().encode(order)));
    }

    @Test
    void a_count_is_a_number_wherever_it_comes_from() {
        assertEquals(
                "{\"count\":12000}", new String(new CountJson().encode(12000L).bytes(), StandardCharsets.UTF_8));
        assertEquals(12000L, new CountJson().decode(new CountJson().encode(12000L)));
    }

    private static NewOrder read(String customer, String net, String tax) {
        return OrderBody.read(body(customer, net, tax).getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemKind refusal(String customer, String net, String tax) {
        return refusalOf(body(customer, net, tax));
    }

    private static ProblemKind refusalOf(String body) {
        return assertThrows(Refused.class, () -> OrderBody.read(body.getBytes(StandardCharsets.UTF_8)))
                .problem()
                .kind();
    }

    private static String body(String customer, String net, String tax) {
        return "{\"orderdate\":\"2023-03-10\",\"customerid\":" + customer + ",\"netamount\":" + net + ",\"tax\":" + tax
                + "}";
    }

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount));
    }
}
