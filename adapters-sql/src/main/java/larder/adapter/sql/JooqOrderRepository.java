package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.ORDERS;

import java.util.Optional;
import larder.domain.InvalidValue;
import larder.domain.order.CustomerId;
import larder.domain.order.Money;
import larder.domain.order.NewOrder;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.order.OrderScope;
import larder.domain.port.OrderRepository;
import larder.domain.port.UnreadableRow;
import larder.domain.port.Versioned;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** Orders in the table {@code orders} of PostgreSQL or MySQL. */
final class JooqOrderRepository implements OrderRepository {
    private final Queries queries;

    JooqOrderRepository(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Optional<Versioned<Order>> find(OrderId id) {
        return queries.ask(sql -> sql.selectFrom(ORDERS)
                .where(ORDERS.ORDERID.eq(id.value()))
                .fetchOptional(JooqOrderRepository::versioned));
    }

    @Override
    public long count(OrderScope scope) {
        Condition meant = switch (scope) {
            case OrderScope.All _ -> DSL.noCondition();
            case OrderScope.Of(CustomerId customer) -> ORDERS.CUSTOMERID.eq(customer.value());
        };
        return queries.ask(sql -> sql.select(DSL.count(ORDERS.ORDERID).cast(Long.class))
                .from(ORDERS)
                .where(meant)
                .fetchSingle()
                .value1());
    }

    @Override
    public Placement add(NewOrder order) {
        try {
            int id = queries.ask(sql -> sql.insertInto(ORDERS)
                    .set(ORDERS.ORDERDATE, order.date())
                    .set(ORDERS.CUSTOMERID, order.customer().value())
                    .set(ORDERS.NETAMOUNT, order.net().amount())
                    .set(ORDERS.TAX, order.tax().amount())
                    .set(ORDERS.TOTALAMOUNT, order.total().amount())
                    .returningResult(ORDERS.ORDERID)
                    .fetchSingle()
                    .value1());
            return new Placement.Placed(Order.of(new OrderId(id), order));
        } catch (IntegrityConstraintViolationException refused) {
            if (SqlFailures.missingReference(refused)) {
                return new Placement.NoSuchCustomer();
            }
            throw refused;
        }
    }

    private static Versioned<Order> versioned(Record row) {
        return new Versioned<>(order(row), row.get(ORDERS.VERSION));
    }

    private static Order order(Record row) {
        try {
            return new Order(
                    new OrderId(row.get(ORDERS.ORDERID)),
                    row.get(ORDERS.ORDERDATE),
                    Optional.ofNullable(row.get(ORDERS.CUSTOMERID)).map(CustomerId::new),
                    new Money(row.get(ORDERS.NETAMOUNT)),
                    new Money(row.get(ORDERS.TAX)),
                    new Money(row.get(ORDERS.TOTALAMOUNT)));
        } catch (InvalidValue refused) {
            throw new UnreadableRow(
                    "the row of orders with orderid " + row.get(ORDERS.ORDERID) + " is not an order", refused);
        }
    }
}
