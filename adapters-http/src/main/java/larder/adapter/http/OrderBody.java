package larder.adapter.http;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import larder.domain.InvalidValue;
import larder.domain.order.CustomerId;
import larder.domain.order.Money;
import larder.domain.order.NewOrder;

/** Reads what a request's body says of a new order. */
final class OrderBody {
    private static final Set<String> FIELDS = Set.of("orderdate", "customerid", "netamount", "tax");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private OrderBody() {}

    /** Reads a body; refuses it with everything that is wrong with it. */
    static NewOrder read(byte[] json) {
        try {
            Members members = Members.read(json, FIELDS);
            Optional<String> date = members.text("orderdate");
            int customer = members.whole("customerid");
            BigDecimal net = members.number("netamount");
            BigDecimal tax = members.number("tax");
            members.check();
            return of(date.orElseThrow(), customer, net, tax);
        } catch (Malformed malformed) {
            throw new Refused(Problem.of(ProblemKind.INVALID_BODY, malformed.sentence(), malformed.errors()));
        }
    }

    private static NewOrder of(String date, int customer, BigDecimal net, BigDecimal tax) {
        Values values = new Values();
        Optional<LocalDate> orderDate = values.of("orderdate", () -> date(date));
        Optional<CustomerId> customerId = values.of("customerid", () -> new CustomerId(customer));
        Optional<Money> netAmount = values.of("netamount", () -> new Money(net));
        Optional<Money> taxAmount = values.of("tax", () -> new Money(tax));
        values.check();
        Optional<NewOrder> order = values.of(
                "netamount",
                () -> new NewOrder(
                        orderDate.orElseThrow(),
                        customerId.orElseThrow(),
                        netAmount.orElseThrow(),
                        taxAmount.orElseThrow()));
        values.check();
        return order.orElseThrow();
    }

    private static LocalDate date(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException _) {
            // Said below: the 30th of February is written like a date.
        }
        throw new InvalidValue("a date is written as 2023-03-10");
    }
}
