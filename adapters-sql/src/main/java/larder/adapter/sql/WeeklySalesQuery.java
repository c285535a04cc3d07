package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.ORDERS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.localDateDiff;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import larder.domain.InvalidValue;
import larder.domain.port.UnreadableRow;
import larder.domain.report.SalesWeek;
import larder.domain.report.WeeklySales;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The sales of each week, for PostgreSQL or MySQL. A week is the number of its Monday, counted in days from the first one of the
 * calendar, so that both make the same of it.
 */
final class WeeklySalesQuery {
    /** How many weeks make one of the moving averages. */
    static final int AVERAGED = 4;

    private static final LocalDate FIRST_MONDAY = LocalDate.of(1, 1, 1);
    private static final int DAYS = 7;
    /** How many weeks a customer stays active. */
    private static final int ACTIVE = 13;

    private static final Field<Integer> WEEK = field(name("week"), Integer.class);
    private static final Field<Integer> CUSTOMER = field(name("customer"), Integer.class);
    private static final Field<Integer> NUMBER = field(name("number"), Integer.class);
    private static final Field<Integer> UNTIL = field(name("until"), Integer.class);
    private static final Field<BigDecimal> REVENUE = field(name("revenue"), BigDecimal.class);
    private static final Field<Long> ORDERED = field(name("ordered"), Long.class);
    private static final Field<Long> CUSTOMERS = field(name("customers"), Long.class);
    private static final Field<Long> NEW_CUSTOMERS = field(name("new_customers"), Long.class);
    private static final Field<Long> ACTIVE_CUSTOMERS = field(name("active_customers"), Long.class);
    private static final Field<BigDecimal> LAST_FOUR = field(name("last_four"), BigDecimal.class);

    private static final Name SALES = name("sales");
    private static final Name LATEST = name("latest");
    private static final Name CALENDAR = name("calendar");
    private static final Name BUYERS = name("buyers");
    private static final Name SOLD = name("sold");
    private static final Name FIRST = name("first_orders");
    private static final Name WON = name("won");
    private static final Name SPANS = name("spans");
    private static final Name TURNS = name("turns");
    private static final Name BUSY = name("busy");

    private WeeklySalesQuery() {}

    /** The weeks of the report in order, and before them those that the first averages need. */
    static Select<? extends Record> weeks(DSLContext sql) {
        Field<Integer> week = of(CALENDAR);
        Field<BigDecimal> revenue = coalesce(REVENUE, inline(BigDecimal.ZERO));
        return sql.with(sales(), latest(), calendar(), buyers(), sold(), firstOrders(), won(), spans(), turns(), busy())
                .select(
                        week,
                        coalesce(ORDERED, inline(0L)).as(ORDERED),
                        revenue.as(REVENUE),
                        sum(revenue)
                                .over()
                                .orderBy(week)
                                .rowsBetweenPreceding(AVERAGED - 1)
                                .andCurrentRow()
                                .as(LAST_FOUR),
                        coalesce(CUSTOMERS, inline(0L)).as(CUSTOMERS),
                        coalesce(NEW_CUSTOMERS, inline(0L)).as(NEW_CUSTOMERS),
                        coalesce(ACTIVE_CUSTOMERS, inline(0L)).as(ACTIVE_CUSTOMERS))
                .from(table(CALENDAR))
                .leftJoin(table(SOLD))
                .on(of(SOLD).eq(week))
                .leftJoin(table(WON))
                .on(of(WON).eq(week))
                .leftJoin(table(BUSY))
                .on(of(BUSY).eq(week))
                .orderBy(week);
    }

    /** Every order, with its week. */
    private static CommonTableExpression<?> sales() {
        Field<Integer> day = localDateDiff(ORDERS.ORDERDATE, inline(FIRST_MONDAY));
        return SALES.as(select(
                        day.minus(day.mod(inline(DAYS))).as(WEEK),
                        ORDERS.CUSTOMERID.as(CUSTOMER),
                        ORDERS.NETAMOUNT.as(REVENUE))
                .from(ORDERS));
    }

    private static CommonTableExpression<?> latest() {
        return LATEST.as(select(max(WEEK).as(WEEK)).from(table(SALES)));
    }

    /** Each week of the report and those that the first averages need; none without orders. */
    private static CommonTableExpression<?> calendar() {
        return CALENDAR.as(select(of(LATEST).minus(NUMBER.mul(inline(DAYS))).as(WEEK))
                .from(table(LATEST))
                .crossJoin(numbers(WeeklySales.WEEKS + AVERAGED - 1))
                .where(of(LATEST).isNotNull()));
    }

    /** Who bought when. */
    private static CommonTableExpression<?> buyers() {
        return BUYERS.as(selectDistinct(WEEK, CUSTOMER).from(table(SALES)).where(CUSTOMER.isNotNull()));
    }

    private static CommonTableExpression<?> sold() {
        return SOLD.as(select(
                        WEEK,
                        count().cast(Long.class).as(ORDERED),
                        sum(REVENUE).as(REVENUE),
                        countDistinct(CUSTOMER).cast(Long.class).as(CUSTOMERS))
                .from(table(SALES))
                .groupBy(WEEK));
    }

    private static CommonTableExpression<?> firstOrders() {
        return FIRST.as(select(CUSTOMER, min(WEEK).as(WEEK)).from(table(BUYERS)).groupBy(CUSTOMER));
    }

    private static CommonTableExpression<?> won() {
        return WON.as(select(WEEK, count().cast(Long.class).as(NEW_CUSTOMERS))
                .from(table(FIRST))
                .groupBy(WEEK));
    }

    /** From when until when who bought is active by it: until the next time, at most. So nobody counts twice. */
    private static CommonTableExpression<?> spans() {
        Field<Integer> end = WEEK.plus(inline(ACTIVE * DAYS));
        Field<Integer> next = lead(WEEK).over().partitionBy(CUSTOMER).orderBy(WEEK);
        return SPANS.as(select(WEEK, least(end, coalesce(next, end)).as(UNTIL)).from(table(BUYERS)));
    }

    /** How many become active in a week, or cease to be. */
    private static CommonTableExpression<?> turns() {
        return TURNS.as(select(WEEK, count().as(NUMBER))
                .from(table(SPANS))
                .groupBy(WEEK)
                .unionAll(select(UNTIL, count().neg()).from(table(SPANS)).groupBy(UNTIL)));
    }

    private static CommonTableExpression<?> busy() {
        return BUSY.as(
                select(of(CALENDAR).as(WEEK), sum(NUMBER).cast(Long.class).as(ACTIVE_CUSTOMERS))
                        .from(table(CALENDAR))
                        .join(table(TURNS))
                        .on(of(TURNS).le(of(CALENDAR)))
                        .groupBy(of(CALENDAR)));
    }

    /** From 0. */
    private static Table<?> numbers(int many) {
        RowN[] rows = IntStream.range(0, many)
                .mapToObj(number -> row(List.of(inline(number))))
                .toArray(RowN[]::new);
        return DSL.values(rows).as(name("numbers"), NUMBER.getUnqualifiedName());
    }

    private static Field<Integer> of(Name of) {
        return field(of.append(WEEK.getUnqualifiedName()), Integer.class);
    }

    static SalesWeek week(Record row) {
        LocalDate monday = FIRST_MONDAY.plusDays(row.get(WEEK));
        try {
            return new SalesWeek(
                    monday,
                    row.get(ORDERED),
                    row.get(REVENUE).setScale(2),
                    row.get(LAST_FOUR).setScale(2),
                    row.get(CUSTOMERS),
                    row.get(NEW_CUSTOMERS),
                    row.get(ACTIVE_CUSTOMERS));
        } catch (InvalidValue refused) {
            throw new UnreadableRow("the orders of the week of " + monday + " make no report", refused);
        }
    }
}
