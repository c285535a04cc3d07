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
 */
public record Source<K, V>(Function<K, Optional<V>> one, Function<Collection<K>, Map<K, V>> many) {
    /** A source that is never asked for several at once. */
    public static <K, V> Source<K, V> ofOne(Function<K, Optional<V>> one) {
        return new Source<>(one, _ -> {
            throw new UnsupportedOperationException("this source is asked for one at a time");
        });
    }
}
