package larder.adapter.memory;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.Supplier;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.order.CustomerId;
import larder.domain.order.Order;
import larder.domain.port.AccountRepository;
import larder.domain.port.Cache;
import larder.domain.port.LoadLock;
import larder.domain.port.NearStore;
import larder.domain.port.OrderRepository;
import larder.domain.port.ProductRepository;
import larder.domain.port.RateLimit;
import larder.domain.port.ReportRepository;
import larder.domain.port.SessionStore;
import larder.domain.port.StaffRepository;
import larder.domain.port.Ticker;
import larder.domain.port.UserRepository;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewRepository;
import larder.domain.staff.Department;
import larder.domain.staff.Employee;

/** Makes the adapters that live inside this process. Each call makes a new one, which shares nothing with the others. */
public final class InMemory {
    /** Sessions beyond that make others end; of the size of some dozen MB at most. */
    private static final int MOST_SESSIONS = 100_000;

    /** Of each kind of limit; a subject beyond that makes another be forgotten. */
    private static final int MOST_SUBJECTS = 50_000;

    private InMemory() {}

    /** A cache for this process alone, which drops what is used least when it is full. */
    public static Cache cache(InMemoryConfig config, Ticker ticker) {
        return new InMemoryCache(InMemoryCache.slots(config.maxWeight(), ticker), ticker);
    }

    /** Room for copies of another cache's entries. */
    public static NearStore nearStore(InMemoryConfig config) {
        return CaffeineNearStore.of(config.maxWeight());
    }

    /** A cache that keeps nothing: every read is a load. */
    public static Cache noCache() {
        return new NoCache();
    }

    /**
     * Locks over the threads of this process.
     *
     * @param ticker runs in real time, since that is what waiters wait in
     */
    public static LoadLock loadLock(Ticker ticker) {
        return new LocalLoadLock(ticker);
    }

    /** Users that are forgotten when the process ends; none at first. */
    public static UserRepository users() {
        return new InMemoryUserRepository();
    }

    /**
     * Orders that are forgotten when the process ends; none at first.
     *
     * @param customers tells which customers there are
     */
    public static OrderRepository orders(Predicate<CustomerId> customers) {
        return new InMemoryOrderRepository(customers);
    }

    /**
     * Reports.
     *
     * @param orders answers all that there are
     */
    public static ReportRepository reports(Supplier<Collection<Order>> orders) {
        return new InMemoryReportRepository(orders);
    }

    /** Products that are forgotten when the process ends. */
    public static ProductRepository products(Collection<Product> products) {
        return new InMemoryProductRepository(products);
    }

    /** A staff that is forgotten when the process ends. Each employee's department must be among the departments. */
    public static StaffRepository staff(Collection<Department> departments, Collection<Employee> employees) {
        return new InMemoryStaffRepository(departments, employees);
    }

    /** Sessions that end with this process; none at first. */
    public static SessionStore sessions(Ticker ticker) {
        return new InMemorySessionStore(MOST_SESSIONS, ticker);
    }

    /** Rate limits that this process counts for itself. */
    public static RateLimit rateLimit(Ticker ticker) {
        return new InMemoryRateLimit(MOST_SUBJECTS, ticker);
    }

    /** Accounts that are forgotten when the process ends; none at first. */
    public static AccountRepository accounts() {
        return new InMemoryAccountRepository();
    }

    /**
     * Views that are forgotten when the process ends; none at first.
     *
     * @param products tells which products there are
     */
    public static ViewRepository views(Predicate<ProductId> products, Ticker ticker) {
        return new InMemoryViewRepository(products, ticker);
    }

    /** A buffer that takes nothing: a process that ends must not lose what it said that it took. */
    public static ViewBuffer noViewBuffer() {
        return new NoViewBuffer();
    }
}
