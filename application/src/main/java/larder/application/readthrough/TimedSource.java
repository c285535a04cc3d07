package larder.application.readthrough;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import larder.application.readthrough.Source.Found;
import larder.domain.port.CacheEvent;
import larder.domain.port.Codec;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.RepositoryUnavailable;

/** The database as a region asks it: behind the limit of loads, by the ticker, counted, and with answers in the cache's form. */
final class TimedSource<K, V> {
    private final String region;
    private final Codec<V> codec;
    private final Source<K, V> source;
    private final Caching caching;

    TimedSource(String region, Codec<V> codec, Source<K, V> source, Caching caching) {
        this.region = region;
        this.codec = codec;
        this.source = source;
        this.caching = caching;
    }

    Timed one(K id) {
        return underLimit(() -> {
            long begun = caching.ticker().nanos();
            Optional<Found<V>> found = answered(begun, () -> source.one().apply(id));
            return timed(found, begun, took(begun));
        });
    }

    /** Several ids by one query, in their order. */
    List<Timed> all(List<K> ids) {
        return underLimit(() -> {
            long begun = caching.ticker().nanos();
            Map<K, Found<V>> found = answered(begun, () -> source.many().apply(ids));
            Duration took = took(begun);
            return ids.stream()
                    .map(id -> timed(Optional.ofNullable(found.get(id)), begun, took))
                    .toList();
        });
    }

    Timed timed(Optional<Found<V>> found, long begun, Duration took) {
        return new Timed(found.<Content>map(this::encoded).orElseGet(Content.Absent::new), begun, took);
    }

    private Encoded encoded(Found<V> found) {
        return codec.encode(found.value()).of(found.version());
    }

    /** Tells whether the database answered: who hears nothing of its log wants to know whether it is there at all. */
    private <T> T answered(long begun, Supplier<T> question) {
        return switch (source.origin()) {
            case PROCESS -> question.get();
            case DATABASE -> {
                try {
                    T answer = question.get();
                    caching.freshness().databaseAnswered(begun);
                    yield answer;
                } catch (RepositoryUnavailable unavailable) {
                    caching.freshness().databaseFailed(begun);
                    throw unavailable;
                }
            }
        };
    }

    private Duration took(long begun) {
        Duration took = Duration.ofNanos(caching.ticker().nanos() - begun);
        caching.stats().loaded(region, took);
        return took;
    }

    private <T> T underLimit(Supplier<T> load) {
        try {
            return caching.loadLimit().run(load);
        } catch (RepositoryUnavailable unavailable) {
            caching.stats().count(region, CacheEvent.LOAD_FAILED);
            throw unavailable;
        } catch (Overloaded overloaded) {
            caching.stats().count(region, CacheEvent.SHED);
            throw overloaded;
        }
    }

    /**
     * What the database said.
     *
     * @param begun the reading of the ticker when it was asked
     */
    record Timed(Content content, long begun, Duration took) {}
}
