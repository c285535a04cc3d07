package larder.bootstrap;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import larder.adapter.http.HttpApi;
import larder.adapter.http.Routes;
import larder.application.catalogue.Catalogue;
import larder.application.catalogue.ViewApplier;
import larder.application.catalogue.Views;
import larder.application.freshness.Freshness;
import larder.application.near.NearCache;
import larder.application.order.Orders;
import larder.application.query.QueryResults;
import larder.application.query.Tables;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Source;
import larder.application.report.Reports;
import larder.application.report.Warming;
import larder.application.staff.Staff;
import larder.application.user.Users;
import larder.domain.catalogue.Product;
import larder.domain.catalogue.ProductId;
import larder.domain.port.CacheStats;
import larder.domain.port.OrderRepository;
import larder.domain.port.ProductRepository;
import larder.domain.port.ReportRepository;
import larder.domain.port.StaffRepository;
import larder.domain.port.UserRepository;
import larder.domain.port.ViewRepository;
import larder.domain.port.ViewStats;
import larder.domain.user.User;
import larder.domain.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The use cases, put on their ports. */
@Module
final class CoreModule {
    private static final Logger LOG = LoggerFactory.getLogger(CoreModule.class);

    /** How old a report may become before it is computed anew. */
    private static final Duration REPORTS_EVERY = Duration.ofSeconds(60);
    /** Longer than the lock of a load is held. */
    private static final Duration WARMING_PAUSE = Duration.ofSeconds(5);

    /** How many loads run at once: fewer than the pool has connections, so that writes always find one. */
    private static final int LOADS = 8;

    /** How many views are counted at once without the buffer: while it is away they must not take all connections. */
    private static final int DIRECT_VIEWS = 4;

    private CoreModule() {}

    @Provides
    @Singleton
    static Caching caching(CacheSide side, CacheStats stats, Freshness freshness, Optional<NearCache> near) {
        Caching caching = new Caching(
                side.cache(),
                side.loadLock(),
                new LoadLimit(LOADS, RegionSettings.LOAD_WAIT),
                stats,
                System::nanoTime,
                Thread::sleep,
                () -> ThreadLocalRandom.current().nextLong(),
                task -> Thread.ofVirtual().name("early-refresh").start(task));
        return near.map(caching::with).orElse(caching).with(freshness);
    }

    @Provides
    @Singleton
    static Users users(UserRepository repository, Caching caching, Settings settings) {
        Source<UserId, User> source = Source.ofRows(repository::find, repository::findAll);
        return new Users(
                repository, new ReadThrough<>(RegionSettings.USER.in(settings), HttpApi.userCodec(), source, caching));
    }

    @Provides
    @Singleton
    static Orders orders(OrderRepository repository, Caching caching, Settings settings) {
        return new Orders(
                repository,
                new ReadThrough<>(
                        RegionSettings.ORDER.in(settings),
                        HttpApi.orderCodec(),
                        Source.ofRow(repository::find),
                        caching),
                new ReadThrough<>(
                        RegionSettings.NUM_ORDERS.in(settings),
                        HttpApi.countCodec(),
                        Source.ofOne(scope -> Optional.of(repository.count(scope))),
                        caching));
    }

    @Provides
    @Singleton
    static Staff staff(StaffRepository repository, Caching caching, Settings settings) {
        Tables tables = new Tables(
                caching,
                new SecureRandom(),
                RegionSettings.EMPLOYEE.in(settings).near());
        return new Staff(
                repository,
                new ReadThrough<>(
                        RegionSettings.EMPLOYEE.in(settings),
                        HttpApi.employeeCodec(),
                        Source.ofRows(repository::find, repository::findAll),
                        caching),
                new QueryResults<>(RegionSettings.DIRECTORY.in(settings), HttpApi.directoryCodec(), tables, caching),
                tables);
    }

    @Provides
    @Singleton
    static Catalogue catalogue(ProductRepository repository, Caching caching, Settings settings) {
        Source<ProductId, Product> source = Source.ofRows(repository::find, repository::findAll);
        return new Catalogue(
                repository,
                new ReadThrough<>(RegionSettings.PRODUCT.in(settings), HttpApi.productCodec(), source, caching));
    }

    @Provides
    @Singleton
    static ViewApplier viewApplier(CacheSide side, ViewRepository repository, ViewStats stats) {
        return new ViewApplier(
                side.views(),
                repository,
                stats,
                System::nanoTime,
                task -> Thread.ofVirtual().name("view-applier").start(task));
    }

    @Provides
    @Singleton
    static Views views(
            Catalogue catalogue, ViewRepository repository, CacheSide side, ViewStats stats, ViewApplier applier) {
        LoadLimit direct = new LoadLimit(DIRECT_VIEWS, RegionSettings.LOAD_WAIT);
        return new Views(catalogue, repository, side.views(), direct, stats, applier::ring);
    }

    @Provides
    @Singleton
    static Reports reports(ReportRepository repository, Caching caching, Settings settings) {
        return new Reports(new ReadThrough<>(
                RegionSettings.SALES.in(settings),
                HttpApi.salesCodec(),
                Source.ofOne(_ -> Optional.of(repository.weeklySales())),
                caching.unwatched()));
    }

    /** Without a cache there is nothing to keep warm. */
    @Provides
    @Singleton
    static Optional<Warming> warming(Reports reports, Settings settings) {
        if (settings.cache() instanceof Settings.CacheChoice.None) {
            return Optional.empty();
        }
        Duration fifth = RegionSettings.SALES.in(settings).ttl().dividedBy(5);
        Duration every = fifth.compareTo(REPORTS_EVERY) < 0 ? fifth : REPORTS_EVERY;
        return Optional.of(new Warming(
                reports,
                every,
                WARMING_PAUSE,
                failure -> LOG.error("A report cannot be computed; mend what the trace shows, or report it", failure)));
    }

    @Provides
    static List<Routes> routes(
            HttpApi http,
            CacheSide side,
            Caching caching,
            Users users,
            Orders orders,
            Staff staff,
            Catalogue catalogue,
            Views views,
            Reports reports) {
        return List.of(
                Routes.of(users),
                Routes.of(orders),
                Routes.of(staff),
                Routes.of(catalogue),
                Routes.of(views),
                Routes.of(reports),
                http.admin(caching.regions(), caching.freshness(), side.health()));
    }
}
