package larder.bootstrap;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.util.Optional;
import larder.adapter.http.HttpApi;
import larder.adapter.memcached.Memcached;
import larder.adapter.memcached.MemcachedConfig;
import larder.adapter.memory.InMemory;
import larder.adapter.memory.InMemoryConfig;
import larder.adapter.sql.SqlDatabase;
import larder.adapter.valkey.Valkey;
import larder.adapter.valkey.ValkeyConfig;
import larder.domain.port.CacheStats;
import larder.domain.port.OrderRepository;
import larder.domain.port.ProductRepository;
import larder.domain.port.ReportRepository;
import larder.domain.port.StaffRepository;
import larder.domain.port.UserRepository;
import larder.domain.port.ViewRepository;
import larder.domain.port.ViewStats;

/** The adapters that the settings ask for. */
@Module
final class AdaptersModule {
    /** An eighth of the heap that {@code ./larder} starts with. */
    private static final InMemoryConfig MEMORY = new InMemoryConfig(64L * 1024 * 1024);

    private AdaptersModule() {}

    @Provides
    @Singleton
    static SqlDatabase database(Settings settings) {
        return SqlDatabase.open(settings.database());
    }

    @Provides
    static UserRepository users(SqlDatabase database) {
        return database.users();
    }

    @Provides
    static StaffRepository staff(SqlDatabase database) {
        return database.staff();
    }

    @Provides
    static ProductRepository products(SqlDatabase database) {
        return database.products();
    }

    @Provides
    static ViewRepository views(SqlDatabase database) {
        return database.views();
    }

    @Provides
    static ReportRepository reports(SqlDatabase database) {
        return database.reports();
    }

    @Provides
    static OrderRepository orders(SqlDatabase database) {
        return database.orders();
    }

    @Provides
    @Singleton
    static CacheSide cacheSide(Settings settings) {
        return switch (settings.cache()) {
            case Settings.CacheChoice.Valkey(ValkeyConfig config) -> {
                Valkey valkey = Valkey.open(config);
                yield new CacheSide(
                        valkey.cache(),
                        valkey.loadLock(),
                        valkey.views(),
                        valkey.sessions(),
                        valkey.rateLimit(),
                        Optional.of(valkey.health()),
                        Optional.of(valkey.feed()),
                        valkey::close);
            }
            case Settings.CacheChoice.Memcached(MemcachedConfig config) -> {
                Memcached memcached = Memcached.open(config);
                yield CacheSide.ofEntries(
                        memcached.cache(), memcached.loadLock(), Optional.of(memcached.health()), memcached::close);
            }
            case Settings.CacheChoice.Memory _ ->
                CacheSide.ofEntries(
                        InMemory.cache(MEMORY, System::nanoTime),
                        InMemory.loadLock(System::nanoTime),
                        Optional.empty(),
                        () -> {});
            case Settings.CacheChoice.None _ ->
                CacheSide.ofEntries(
                        InMemory.noCache(), InMemory.loadLock(System::nanoTime), Optional.empty(), () -> {});
        };
    }

    @Provides
    @Singleton
    static HttpApi http(Settings settings) {
        return HttpApi.open(settings.http());
    }

    @Provides
    static CacheStats stats(HttpApi http) {
        return http.cacheStats();
    }

    @Provides
    static ViewStats viewStats(HttpApi http) {
        return http.viewStats();
    }
}
