package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import larder.domain.order.CustomerId;
import larder.domain.order.Money;
import larder.domain.order.NewOrder;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.order.OrderScope;
import larder.domain.port.OrderRepository;
import larder.domain.port.OrderRepository.Placement;
import larder.domain.port.Versioned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link OrderRepository} must do. Customers 7, 42 and 9999 exist, and no others. */
public abstract class OrderRepositoryContract {
    private static final CustomerId CUSTOMER = new CustomerId(9999);
    private static final CustomerId OTHER = new CustomerId(42);
    private static final OrderScope ALL = new OrderScope.All();

    /** What is tested, without orders when a test begins. */
    protected abstract OrderRepository repository();

    /** A second repository over the same orders, as another process has one; the same one if there can be no second. */
    protected abstract OrderRepository elsewhere();

    @Test
    void an_order_is_found_as_it_was_placed() {
        Order placed = place(order(CUSTOMER, "23.0", "2.00"));
        assertEquals(Optional.of(placed), elsewhere().find(placed.id()).map(Versioned::value));
        assertEquals("25.00", placed.total().toString());
        assertEquals(Optional.of(CUSTOMER), placed.customer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.01", "0.1", "9999999999.98", "1234567890.12"})
    void amounts_are_kept_exactly(String net) {
        Order placed = place(order(CUSTOMER, net, "0.01"));
        assertEquals(Optional.of(placed), elsewhere().find(placed.id()).map(Versioned::value));
        assertEquals(
                new BigDecimal(net).add(new BigDecimal("0.01")),
                placed.total().amount().stripTrailingZeros().setScale(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31"})
    void every_date_is_kept(String date) {
        Order placed = place(new NewOrder(LocalDate.parse(date), CUSTOMER, money("1"), money("0")));
        assertEquals(
                LocalDate.parse(date),
                elsewhere().find(placed.id()).orElseThrow().value().date());
    }

    @Test
    void an_order_that_is_not_there_is_not_found() {
        assertEquals(Optional.empty(), repository().find(new OrderId(Integer.MAX_VALUE)));
    }

    @Test
    void counts_see_what_was_committed_elsewhere() {
        assertEquals(0, repository().count(ALL));
        elsewhere().add(order(CUSTOMER, "1", "0"));
        elsewhere().add(order(CUSTOMER, "1", "0"));
        elsewhere().add(order(OTHER, "1", "0"));
        assertEquals(3, repository().count(ALL));
        assertEquals(2, repository().count(new OrderScope.Of(CUSTOMER)));
        assertEquals(1, repository().count(new OrderScope.Of(OTHER)));
        assertEquals(0, repository().count(new OrderScope.Of(new CustomerId(7))));
    }

    @Test
    void an_order_of_a_customer_that_is_not_there_changes_nothing() {
        assertInstanceOf(
                Placement.NoSuchCustomer.class, repository().add(order(new CustomerId(Integer.MAX_VALUE), "1", "0")));
        assertEquals(0, repository().count(ALL));
    }

    @Test
    void racing_orders_have_an_id_each() {
        List<OrderId> ids = Crowd.together(
                20,
                caller -> place(caller % 2 == 0 ? repository() : elsewhere(), order(CUSTOMER, "1", "0"))
                        .id());
        assertEquals(20, new HashSet<>(ids).size());
        assertEquals(20, repository().count(ALL));
    }

    private Order place(NewOrder order) {
        return place(repository(), order);
    }

    private static Order place(OrderRepository repository, NewOrder order) {
        return assertInstanceOf(Placement.Placed.class, repository.add(order)).order();
    }

    private static NewOrder order(CustomerId customer, String net, String tax) {
        return new NewOrder(LocalDate.of(2023, 3, 10), customer, money(net), money(tax));
    }

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount));
    }
}
