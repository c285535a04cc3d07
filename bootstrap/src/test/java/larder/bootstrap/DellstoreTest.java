package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larder.adapter.http.HttpApi;
import larder.adapter.memory.InMemory;
import larder.devservices.PostgresServer;
import larder.devservices.software.SystemPackage;
import larder.domain.order.CustomerId;
import larder.domain.order.Money;
import larder.domain.order.Order;
import larder.domain.order.OrderId;
import larder.domain.report.WeeklySales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump in the shapes of the tutorial's shop, dellstore2, is loaded with psql into Larder's schema and served. */
final class DellstoreTest {
    private static final int CUSTOMERS = 20_000;
    private static final int ORDERS = 12_000;
    private static final int PRODUCTS = 10_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2009, 1, 1);
    private static final List<Order> ALL = orders();

    @Test
    void a_dump_of_the_tutorials_shop_loads_and_is_served(@TempDir Path folder) throws Exception {
        String database = PostgresServer.shared().freshDatabase();
        try (LarderProcess larder = LarderProcess.start(
                Map.of("LARDER_DATABASE_URL", database, "LARDER_CACHE", "memory", "LARDER_CACHE_TTL_SECONDS", "10"))) {
            Eventually.holds(
                    "migrated",
                    Duration.ofSeconds(30),
                    () -> larder.get("/health/ready").statusCode() == 200);
            load(Files.writeString(folder.resolve("dellstore2.sql"), dump()), database);

            assertEquals("{\"count\":12000}", larder.get("/count").body());
            long of7 = ALL.stream()
                    .filter(order -> order.customer().equals(Optional.of(new CustomerId(7))))
                    .count();
            assertEquals(
                    "{\"count\":" + of7 + "}", larder.get("/count?customerid=7").body());
            for (Order order : List.of(ALL.getFirst(), ALL.get(4_711), ALL.getLast())) {
                assertEquals(
                        text(HttpApi.orderCodec().encode(order).bytes()),
                        larder.get("/orders/" + order.id()).body());
            }
            assertEquals(
                    "{\"prod_id\":10000,\"title\":\"ACADEMY ADAPTATION 10000\",\"price\":14.99,\"stock\":0}",
                    larder.get("/products/10000").body());
            WeeklySales expected = InMemory.reports(() -> ALL).weeklySales();
            Eventually.holds(
                    "the report is computed anew",
                    Duration.ofSeconds(30),
                    () -> larder.get("/reports/sales/weekly")
                            .body()
                            .equals(text(HttpApi.salesCodec().encode(expected).bytes())));
            assertEquals(
                    "/orders/12001",
                    larder.post(
                                    "/orders",
                                    "{\"orderdate\":\"2010-01-01\",\"customerid\":20000,\"netamount\":1,\"tax\":0}")
                            .headers()
                            .firstValue("Location")
                            .orElseThrow(),
                    "what is added next gets the next number");
        }
    }

    /** As the tutorial does. The tables that are there already stay, and psql says so. */
    private static void load(Path dump, String database) throws IOException, InterruptedException {
        String psql = SystemPackage.binary("psql", "postgresql-client").toString();
        Process process = new ProcessBuilder(psql, "-X", "-q", "-o", "/dev/null", database, "-f", dump.toString())
                .redirectErrorStream(true)
                .start();
        List<String> errors = text(process.getInputStream().readAllBytes())
                .lines()
                .filter(line -> line.contains("ERROR") || line.contains("FATAL"))
                .toList();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "ends");
        assertEquals(0, process.exitValue(), errors::toString);
        assertEquals(3, errors.size(), errors::toString);
        assertTrue(errors.stream().allMatch(line -> line.contains("already exists")), errors::toString);
    }

    private static List<Order> orders() {
        return IntStream.rangeClosed(1, ORDERS)
                .mapToObj(n -> new Order(
                        new OrderId(n),
                        FIRST_DAY.plusDays(n * 31L % 365),
                        n % 1_000 == 0 ? Optional.empty() : Optional.of(new CustomerId(1 + n * 7 % CUSTOMERS)),
                        cents(n * 37L % 45_000),
                        cents(n * 3L % 3_700),
                        cents(n * 37L % 45_000 + n * 3L % 3_700)))
                .toList();
    }

    private static Money cents(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2));
    }

    /** As pg_dump writes it: tables, rows by COPY in the order of the tables' names, then the sequences. */
    private static String dump() {
        return """
                SET statement_timeout = 0;
                SET client_encoding = 'UTF8';
                SET standard_conforming_strings = on;
                SELECT pg_catalog.set_config('search_path', '', false);
                CREATE TABLE public.categories (category integer NOT NULL, categoryname character varying(50) NOT NULL);
                CREATE TABLE public.customers (customerid integer NOT NULL, firstname character varying(50) NOT NULL);
                CREATE TABLE public.orders (orderid integer NOT NULL, orderdate date NOT NULL);
                CREATE TABLE public.products (prod_id integer NOT NULL, category integer NOT NULL);
                """ + copy("categories (category, categoryname)", 1, n -> n + "\tAction")
                + copy(
                        "customers (customerid, firstname, lastname, address1, address2, city, state, zip, country, region,"
                                + " email, phone, creditcardtype, creditcard, creditcardexpiration, username, password, age,"
                                + " income, gender)",
                        CUSTOMERS,
                        n -> n + "\tVKUUXF\tITHOMQJNYX\t4608499546 Dell Way\t\\N\tQSDPAGD\tSD\t24101\tUS\t1\t"
                                + "ITHOMQJNYX@dell.com\t4608499546\t1\t1979279217775911\t2012/03\tuser" + n
                                + "\tpassword\t55\t100000\tM")
                + copy(
                        "orders (orderid, orderdate, customerid, netamount, tax, totalamount)",
                        ORDERS,
                        n -> row(ALL.get(n - 1)))
                + copy(
                        "products (prod_id, category, title, actor, price, special, common_prod_id)",
                        PRODUCTS,
                        n -> n + "\t14\tACADEMY ADAPTATION " + n + "\tPENELOPE GUINESS\t14.99\t0\t" + n)
                + """
                SELECT pg_catalog.setval('public.customers_customerid_seq', 20000, true);
                SELECT pg_catalog.setval('public.orders_orderid_seq', 12000, true);
                SELECT pg_catalog.setval('public.products_prod_id_seq', 10000, true);
                """;
    }

    private static String copy(String table, int rows, IntFunction<String> row) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(row)
                .collect(Collectors.joining("\n", "COPY public." + table + " FROM stdin;\n", "\n\\.\n\n"));
    }

    private static String row(Order order) {
        String customer = order.customer().map(CustomerId::toString).orElse("\\N");
        return "%s\t%s\t%s\t%s\t%s\t%s"
                .formatted(order.id(), order.date(), customer, order.net(), order.tax(), order.total());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
