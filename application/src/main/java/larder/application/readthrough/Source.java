package larder.application.readthrough;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a region's values come from when they are not cached. Each call asks the database afresh, in a statement that
 * begins after the call.
 *
 * @param one finds the value of an id
 * @param many finds those of the ids that have a value, in one query
 * @param origin who is asked
 */
public record Source<K, V>(Function<K, Optional<V>> one, Function<Collection<K>, Map<K, V>> many, Origin origin) {
    /** The database. */
    public Source(Function<K, Optional<V>> one, Function<Collection<K>, Map<K, V>> many) {
        this(one, many, Origin.DATABASE);
    }

    /** A source that is never asked for several at once. */
    public static <K, V> Source<K, V> ofOne(Function<K, Optional<V>> one) {
        return new Source<>(one, Source::atOnce);
    }

    /** Values that are made here, one at a time: that there is one says nothing of the database. */
    public static <K, V> Source<K, V> ofMade(Function<K, V> made) {
        return new Source<>(id -> Optional.of(made.apply(id)), Source::atOnce, Origin.PROCESS);
    }

    private static <K, V> Map<K, V> atOnce(Collection<K> ids) {
        throw new UnsupportedOperationException("this source is asked for one at a time, and not for " + ids.size());
    }

    /** Who has the values. */
    public enum Origin {
        DATABASE,
        PROCESS
    }
}
