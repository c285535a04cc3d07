package larder.domain.port;

import larder.domain.report.WeeklySales;

/**
 * Where reports come from.
 *
 * <ul>
 *   <li>A report MUST be of one moment that is not before the call, and MUST see every order that was committed before the call.
 *   <li>Amounts MUST be exact, and every store MUST answer the same for the same orders.
 *   <li>A report MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too busy or
 *       too slow, and MUST do so within a bound.
 * </ul>
 */
public interface ReportRepository {
    /**
     * The weeks up to that of the latest order. An order without a customer counts as an order and for its amount, and for no
     * customer.
     */
    WeeklySales weeklySales();
}
