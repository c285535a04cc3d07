package larder.application.near;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import larder.domain.port.CacheEvent;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheStats;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.NearCopy;
import larder.domain.port.NearNotices;
import larder.domain.port.NearStore;
import org.junit.jupiter.api.Test;

/** What an operator hears of a feed that does not answer. */
final class NearFollowerTest {
    private final List<RuntimeException> silences = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Optional<RuntimeException> trouble = Optional.empty();
    private long now;

    private final NearFollower follower = new NearFollower(
            new NearCache(
                    new NoStore(), new Feed(), OptionalLong::empty, OptionalLong::empty, new NoStats(), () -> now),
            new Notices(),
            () -> now,
            Thread.ofVirtual().factory());

    @Test
    void a_silence_is_told_once_with_its_cause_when_it_has_lasted_and_its_end_too() {
        RuntimeException why = new CacheUnavailable("away on purpose", null);
        trouble = Optional.of(why);
        for (int times = 0; times < 100; times++) {
            assertFalse(follower.follows());
            now += Duration.ofMillis(100).toNanos();
        }
        assertEquals(100, follower.failures());
        assertEquals(List.of("silent"), said);
        assertSame(why, silences.getFirst());
        trouble = Optional.empty();
        assertTrue(follower.follows());
        assertTrue(follower.follows());
        assertEquals(List.of("silent", "heard"), said);
    }

    @Test
    void what_nobody_expected_is_told_as_well() {
        trouble = Optional.of(new IllegalStateException("a fault of Larder"));
        follower.follows();
        now += Duration.ofSeconds(3).toNanos();
        follower.follows();
        assertSame(trouble.get(), silences.getFirst());
    }

    @Test
    void short_silences_are_counted_and_not_told() {
        for (int times = 0; times < 100; times++) {
            trouble = Optional.of(new CacheUnavailable("away on purpose", null));
            follower.follows();
            now += Duration.ofSeconds(1).toNanos();
            trouble = Optional.empty();
            follower.follows();
        }
        assertEquals(100, follower.failures());
        assertEquals(List.of(), said);
    }

    private final class Feed implements InvalidationFeed {
        @Override
        public void publish(Collection<CacheKey> keys) {}

        @Override
        public void publishCleared(String region) {}

        @Override
        public News since(Position position) {
            trouble.ifPresent(why -> {
                throw why;
            });
            return new News.Messages(List.of(), Set.of(), position);
        }
    }

    private final class Notices implements NearNotices {
        @Override
        public void silent(RuntimeException why) {
            silences.add(why);
            said.add("silent");
        }

        @Override
        public void heard() {
            said.add("heard");
        }
    }

    private static final class NoStore implements NearStore {
        @Override
        public Optional<NearCopy> find(CacheKey key) {
            return Optional.empty();
        }

        @Override
        public void keep(CacheKey key, NearCopy copy) {}

        @Override
        public void forget(CacheKey key) {}

        @Override
        public void clear() {}
    }

    private static final class NoStats implements CacheStats {
        @Override
        public void count(String region, CacheEvent event) {}

        @Override
        public void loaded(String region, Duration took) {}
    }
}
