package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.DEPARTMENTS;
import static larder.adapter.sql.generated.Tables.EMPLOYEES;
import static larder.adapter.sql.generated.Tables.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Set;
import java.util.stream.Stream;
import larder.adapter.sql.generated.tables.Employees;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a query before it is asked. */
final class QueryPartsTest {
    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    @Test
    void every_table_that_is_read_is_named_wherever_it_stands() {
        Employees boss = EMPLOYEES.as("boss");
        assertEquals(Set.of("employees"), tables(SQL.select(EMPLOYEES.NAME).from(EMPLOYEES)));
        assertEquals(
                Set.of("employees", "departments", "orders"),
                tables(SQL.select(EMPLOYEES.NAME, DSL.field(SQL.selectCount().from(ORDERS)))
                        .from(EMPLOYEES)
                        .where(DSL.exists(
                                SQL.selectOne().from(DEPARTMENTS).where(DEPARTMENTS.ID.eq(EMPLOYEES.DEPT_ID))))));
        assertEquals(
                Set.of("employees", "departments"),
                tables(SQL.select(EMPLOYEES.NAME)
                        .from(EMPLOYEES)
                        .union(SQL.select(DEPARTMENTS.NAME).from(DEPARTMENTS))));
        assertEquals(
                Set.of("employees", "departments"),
                tables(SQL.select(EMPLOYEES.NAME)
                        .from(EMPLOYEES)
                        .leftJoin(DEPARTMENTS)
                        .on(DSL.trueCondition())));
        assertEquals(Set.of(), tables(SQL.select(boss.NAME).from(boss)), "an alias is not understood, and not cached");
    }

    static Stream<Select<?>> obscure() {
        return Stream.of(
                SQL.select(DSL.field("now()")).from(EMPLOYEES),
                SQL.select(EMPLOYEES.ID).from(EMPLOYEES).where("name = 'x'"),
                SQL.select(DSL.asterisk()).from("employees"),
                SQL.select(DSL.count()).from(DSL.table(DSL.name("secrets"))),
                SQL.select(DSL.rand()).from(EMPLOYEES),
                SQL.select(DSL.uuid()).from(EMPLOYEES),
                SQL.select(EMPLOYEES.ID).from(EMPLOYEES).orderBy(DSL.rand()),
                SQL.select(ORDERS.ORDERID).from(ORDERS).where(ORDERS.ORDERDATE.eq(DSL.currentLocalDate())),
                SQL.select(ORDERS.ORDERID)
                        .from(ORDERS)
                        .where(DSL.currentTimestamp().isNotNull()),
                SQL.select(DSL.function("pg_sleep", SQLDataType.INTEGER, DSL.val(1)))
                        .from(EMPLOYEES),
                SQL.select(DSL.currentUser()).from(EMPLOYEES));
    }

    @ParameterizedTest
    @MethodSource("obscure")
    void what_depends_on_more_than_tables_that_are_known_has_no_tables(Select<?> query) {
        assertEquals(Set.of(), tables(query));
    }

    @Test
    void values_are_part_of_the_fingerprint_with_their_types() {
        assertNotEquals(fingerprint(SQL, "IT"), fingerprint(SQL, "it"));
        assertEquals(fingerprint(SQL, "IT"), fingerprint(SQL, "IT"));
        Select<?> number = SQL.select(DSL.val(1)).from(EMPLOYEES);
        Select<?> text = SQL.select(DSL.val("1")).from(EMPLOYEES);
        assertNotEquals(of(SQL, number).fingerprint(), of(SQL, text).fingerprint());
        Select<?> none = SQL.select(DSL.val((String) null)).from(EMPLOYEES);
        Select<?> word = SQL.select(DSL.val("null")).from(EMPLOYEES);
        assertNotEquals(of(SQL, none).fingerprint(), of(SQL, word).fingerprint());
    }

    @Test
    void the_dialect_is_part_of_the_fingerprint() {
        assertNotEquals(fingerprint(SQL, "IT"), fingerprint(DSL.using(SQLDialect.MYSQL), "IT"));
    }

    @Test
    void two_values_are_not_taken_for_one_that_reads_the_same() {
        Select<?> one = SQL.select(DSL.val("a"), DSL.val("bc")).from(EMPLOYEES);
        Select<?> other = SQL.select(DSL.val("ab"), DSL.val("c")).from(EMPLOYEES);
        assertNotEquals(of(SQL, one).fingerprint(), of(SQL, other).fingerprint());
    }

    private static String fingerprint(DSLContext sql, String department) {
        return of(sql, sql.select(EMPLOYEES.NAME).from(EMPLOYEES).where(EMPLOYEES.NAME.eq(department)))
                .fingerprint();
    }

    private static Set<String> tables(Select<?> query) {
        return of(SQL, query).tables();
    }

    private static QueryParts of(DSLContext sql, Select<?> query) {
        return QueryParts.of(sql.configuration(), query);
    }
}
