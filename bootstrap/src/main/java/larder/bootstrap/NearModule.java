package larder.bootstrap;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.util.Optional;
import larder.adapter.http.HttpApi;
import larder.adapter.memory.InMemory;
import larder.adapter.memory.InMemoryConfig;
import larder.application.freshness.Freshness;
import larder.application.near.NearCache;
import larder.application.near.NearFollower;
import larder.domain.port.CacheStats;

/** Copies inside this process, where there is a feed that keeps them right. */
@Module
final class NearModule {
    /** A sixteenth of the heap that {@code ./larder} starts with. */
    private static final InMemoryConfig COPIES = new InMemoryConfig(32L * 1024 * 1024);

    private NearModule() {}

    @Provides
    @Singleton
    static Optional<NearCache> near(CacheSide side, Freshness freshness, CacheStats stats) {
        return side.feed()
                .map(feed -> new NearCache(
                        InMemory.nearStore(COPIES),
                        feed,
                        freshness::proven,
                        freshness::lastLost,
                        stats,
                        System::nanoTime));
    }

    @Provides
    @Singleton
    static Optional<NearFollower> follower(Optional<NearCache> near, HttpApi http) {
        Optional<NearFollower> follower = near.map(copies -> new NearFollower(
                copies,
                new NearLog(),
                System::nanoTime,
                Thread.ofPlatform().name("larder-near").daemon().factory()));
        follower.ifPresent(http::measure);
        return follower;
    }
}
