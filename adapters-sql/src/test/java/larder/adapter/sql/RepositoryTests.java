package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import larder.contracts.AccountRepositoryContract;
import larder.contracts.OrderRepositoryContract;
import larder.contracts.ProductRepositoryContract;
import larder.contracts.ReportRepositoryContract;
import larder.contracts.StaffRepositoryContract;
import larder.contracts.UserRepositoryContract;
import larder.contracts.UserRepositoryRaceContract;
import larder.contracts.ViewRepositoryContract;
import larder.devservices.SqlServer;
import larder.domain.port.AccountRepository;
import larder.domain.port.OrderRepository;
import larder.domain.port.ProductRepository;
import larder.domain.port.ReportRepository;
import larder.domain.port.StaffRepository;
import larder.domain.port.UserRepository;
import larder.domain.port.ViewRepository;
import larder.domain.report.SalesWeek;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The repositories on one make of database, in two processes' worth of pools. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RepositoryTests {
    private final SqlServer server;
    private final String url;
    private final SqlDatabase here;
    private final SqlDatabase elsewhere;

    RepositoryTests(SqlServer server) {
        this.server = server;
        url = server.freshDatabase();
        here = SqlDatabase.open(SqlConfig.of(url));
        elsewhere = SqlDatabase.open(SqlConfig.of(url));
    }

    @BeforeAll
    void migrate() {
        Opened.awaitMigrated(here);
        Opened.awaitMigrated(elsewhere);
        for (int customer : new int[] {7, 42, 9999}) {
            Direct.execute(url, """
                    INSERT INTO customers (customerid, firstname, lastname, address1, city, country, region,
                                           creditcardtype, creditcard, creditcardexpiration, username, password)
                    VALUES (%d, 'a', 'b', 'c', 'd', 'e', 1, 1, 'f', 'g', 'h', 'i')
                    """.formatted(customer));
        }
    }

    @BeforeEach
    void empty() {
        Direct.execute(url, "DELETE FROM users", "DELETE FROM orders", "UPDATE larder_sequence SET last = 0");
    }

    @AfterEach
    void nothingIsLeftBusy() {
        Opened.assertNoBusyConnection(here);
        Opened.assertNoBusyConnection(elsewhere);
    }

    @AfterAll
    void close() {
        Opened.close(elsewhere, here);
        server.close();
    }

    @Nested
    final class Alone extends UserRepositoryContract {
        @Override
        protected UserRepository repository() {
            return here.users();
        }

        @Override
        protected UserRepository elsewhere() {
            return elsewhere.users();
        }
    }

    @Nested
    final class Racing extends UserRepositoryRaceContract {
        @Override
        protected UserRepository repository() {
            return here.users();
        }

        @Override
        protected UserRepository elsewhere() {
            return elsewhere.users();
        }
    }

    @Nested
    final class Orders extends OrderRepositoryContract {
        @Override
        protected OrderRepository repository() {
            return here.orders();
        }

        @Override
        protected OrderRepository elsewhere() {
            return elsewhere.orders();
        }
    }

    @Nested
    final class Reports extends ReportRepositoryContract {
        @Override
        protected ReportRepository reports() {
            return here.reports();
        }

        @Override
        protected OrderRepository orders() {
            return elsewhere.orders();
        }

        @Test
        void an_order_whose_customer_was_removed_counts_for_no_customer() {
            Direct.execute(
                    url,
                    "INSERT INTO orders (orderdate, customerid, netamount, tax, totalamount)"
                            + " VALUES ('2024-01-01', NULL, 1.00, 0, 1.00), ('2024-01-01', 7, 2.00, 0, 2.00)");
            SalesWeek week = here.reports().weeklySales().weeks().getLast();
            assertEquals(2, week.orders());
            assertEquals("3.00", week.revenue().toString());
            assertEquals(1, week.customers());
            assertEquals(1, week.newCustomers());
            assertEquals(1, week.activeCustomers());
        }
    }

    @Nested
    final class StaffMembers extends StaffRepositoryContract {
        @BeforeEach
        void onlyThose() {
            Direct.execute(url, "DELETE FROM employees", "DELETE FROM departments");
            DEPARTMENTS.forEach(department -> Direct.execute(
                    url,
                    "INSERT INTO departments (id, name) VALUES (%s, '%s')"
                            .formatted(department.id(), department.name())));
            EMPLOYEES.forEach(employee -> Direct.execute(
                    url,
                    "INSERT INTO employees (id, name, job_title, dept_id) VALUES (%s, '%s', '%s', %s)"
                            .formatted(employee.id(), employee.name(), employee.title(), employee.department())));
        }

        @Override
        protected StaffRepository repository() {
            return here.staff();
        }

        @Override
        protected StaffRepository elsewhere() {
            return elsewhere.staff();
        }
    }

    @Nested
    final class Products extends ProductRepositoryContract {
        @BeforeEach
        void onlyThose() {
            Direct.execute(url, "DELETE FROM products");
            PRODUCTS.forEach(product -> Direct.execute(
                    url,
                    "INSERT INTO products (prod_id, category, title, actor, price, common_prod_id, stock)"
                            + " VALUES (%s, 1, '%s', 'ACTOR', %s, 1, %d)"
                                    .formatted(
                                            product.id(),
                                            product.title().value(),
                                            product.price(),
                                            product.stock().pieces())));
        }

        @Override
        protected ProductRepository repository() {
            return here.products();
        }

        @Override
        protected ProductRepository elsewhere() {
            return elsewhere.products();
        }
    }

    @Nested
    final class Accounts extends AccountRepositoryContract {
        @BeforeEach
        void none() {
            Direct.execute(url, "DELETE FROM accounts");
        }

        @Override
        protected AccountRepository repository() {
            return here.accounts();
        }

        @Override
        protected AccountRepository elsewhere() {
            return elsewhere.accounts();
        }
    }

    @Nested
    final class Views extends ViewRepositoryContract {
        @BeforeEach
        void onlyThose() {
            Direct.execute(url, "DELETE FROM products", "DELETE FROM view_key");
            for (int product : new int[] {1, 2}) {
                Direct.execute(
                        url,
                        "INSERT INTO products (prod_id, category, title, actor, price, common_prod_id)"
                                + " VALUES (%d, 1, 'TITLE', 'ACTOR', 1, 1)".formatted(product));
            }
        }

        @Override
        protected ViewRepository repository() {
            return here.views();
        }

        @Override
        protected ViewRepository elsewhere() {
            return elsewhere.views();
        }
    }

    @Nested
    final class Rows extends RowTests {
        @Override
        protected String url() {
            return url;
        }

        @Override
        protected SqlDatabase database() {
            return here;
        }
    }
}
