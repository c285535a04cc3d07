package larder.bootstrap;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import larder.adapter.http.HttpApi;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.application.user.Users;
import larder.domain.InvalidValue;
import larder.domain.port.CacheStats;
import larder.domain.port.UserRepository;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** The use cases, put on their ports. */
@Module
final class CoreModule {
    private static final Duration USERS_TTL = Duration.ofMinutes(5);

    /** How many loads run at once: fewer than the pool has connections, so that writes always find one. */
    private static final int LOADS = 8;

    private static final Duration LOAD_WAIT = Duration.ofMillis(500);

    private CoreModule() {}

    @Provides
    @Singleton
    static Caching caching(CacheSide side, CacheStats stats) {
        return new Caching(
                side.cache(),
                side.loadLock(),
                new LoadLimit(LOADS, LOAD_WAIT),
                stats,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong(),
                task -> Thread.ofVirtual().name("early-refresh").start(task));
    }

    @Provides
    @Singleton
    static Users users(UserRepository repository, Caching caching, Settings settings) {
        Region region = Region.of("user", settings.cacheTtl().orElse(USERS_TTL));
        requireDeadlineAbove(settings.database().worstCase(), region);
        Source<UserId, User> source = new Source<>(repository::find, repository::findAll);
        return new Users(repository, new ReadThrough<>(region, HttpApi.userCodec(), source, caching));
    }

    private static void requireDeadlineAbove(Duration worstCase, Region region) {
        if (worstCase.compareTo(region.loadDeadline()) > 0) {
            throw new InvalidValue("region " + region.name() + ": the database may take " + worstCase
                    + ", which is longer than its load deadline of " + region.loadDeadline());
        }
    }
}
