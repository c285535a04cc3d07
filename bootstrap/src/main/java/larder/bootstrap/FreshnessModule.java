package larder.bootstrap;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import larder.adapter.http.HttpApi;
import larder.adapter.sql.SqlDatabase;
import larder.application.freshness.Dependencies;
import larder.application.freshness.Freshness;
import larder.application.freshness.Relay;
import larder.application.near.Forgetting;
import larder.application.near.NearCache;
import larder.domain.port.CacheKey;
import larder.domain.port.Change;
import larder.domain.port.StaffRepository;

/** What follows the database's changes. */
@Module
final class FreshnessModule {
    private FreshnessModule() {}

    @Provides
    @Singleton
    static Freshness freshness() {
        return Freshness.watched(System::nanoTime);
    }

    /** What depends on which table. Weekly sales are left out: they are computed anew on time, and not when an order comes. */
    @Provides
    @Singleton
    static Dependencies dependencies() {
        CacheKey employees = generation(StaffRepository.EMPLOYEES_TABLE);
        CacheKey departments = generation(StaffRepository.DEPARTMENTS_TABLE);
        return Dependencies.none()
                .on("users", row -> keys("user", row.id()), List.of(), List.of("user"))
                .on(
                        StaffRepository.EMPLOYEES_TABLE,
                        row -> List.of(new CacheKey("employee", row.id()), employees),
                        List.of(employees),
                        List.of("employee"))
                .on(StaffRepository.DEPARTMENTS_TABLE, _ -> List.of(departments), List.of(departments), List.of())
                .on("products", row -> keys("product", row.id()), List.of(), List.of("product"))
                .on("orders", FreshnessModule::ofOrder, List.of(), List.of("order", "num_orders"));
    }

    @Provides
    @Singleton
    static Relay relay(
            SqlDatabase database,
            CacheSide side,
            Optional<NearCache> near,
            Dependencies dependencies,
            Freshness freshness,
            HttpApi http) {
        Relay relay = new Relay(
                database.changes(),
                new Forgetting(side.cache(), near),
                dependencies,
                freshness,
                new RelayLog(),
                System::nanoTime,
                Thread.ofPlatform().name("larder-relay").daemon().factory());
        http.measure(relay);
        return relay;
    }

    private static CacheKey generation(String table) {
        return new CacheKey("table", table);
    }

    private static Collection<CacheKey> keys(String region, String id) {
        return Set.of(new CacheKey(region, id));
    }

    /**
     * An order that stays with its customer leaves every count as it was. One of no customer, before and after, may be new or
     * gone: it touches the count of all.
     */
    private static Collection<CacheKey> ofOrder(Change.Row row) {
        List<CacheKey> touched = new ArrayList<>(keys("order", row.id()));
        Optional<String> before = row.before();
        Optional<String> after = row.after();
        if (!before.equals(after) || before.isEmpty()) {
            touched.addAll(keys("num_orders", "all"));
            Stream.concat(before.stream(), after.stream())
                    .filter(customer -> !customer.isEmpty())
                    .forEach(customer -> touched.addAll(keys("num_orders", customer)));
        }
        return touched;
    }
}
