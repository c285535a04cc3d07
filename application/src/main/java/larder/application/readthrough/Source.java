package larder.application.readthrough;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import larder.domain.port.Versioned;

/**
 * Where a region's values come from when they are not cached. Each call asks the database afresh, in a statement that
 * begins after the call.
 *
 * @param one finds the value of an id
 * @param many finds those of the ids that have a value, in one query
 */
public record Source<K, V>(Function<K, Optional<Found<V>>> one, Function<Collection<K>, Map<K, Found<V>>> many) {
    /** A source of rows: each value is one row of one table, and nothing besides. */
    public static <K, V> Source<K, V> ofRows(
            Function<K, Optional<Versioned<V>>> one, Function<Collection<K>, Map<K, Versioned<V>>> many) {
        return new Source<>(id -> one.apply(id).map(Found::of), ids -> {
            Map<K, Found<V>> found = new HashMap<>();
            many.apply(ids).forEach((id, row) -> found.put(id, Found.of(row)));
            return found;
        });
    }

    /** A source of rows that is never asked for several at once. */
    public static <K, V> Source<K, V> ofRow(Function<K, Optional<Versioned<V>>> one) {
        return new Source<>(id -> one.apply(id).map(Found::of), Source::notAsked);
    }

    /** A source of values that are made of several rows or of none, and that is never asked for several at once. */
    public static <K, V> Source<K, V> ofOne(Function<K, Optional<V>> one) {
        return new Source<>(
                id -> one.apply(id).map(value -> new Found<>(value, OptionalLong.empty())), Source::notAsked);
    }

    private static <K, V> Map<K, Found<V>> notAsked(Collection<K> ids) {
        throw new UnsupportedOperationException("this source is asked for one at a time, not for " + ids.size());
    }

    /**
     * What the database has.
     *
     * @param version of the row that the value is; empty when it is not one row
     */
    public record Found<V>(V value, OptionalLong version) {
        static <V> Found<V> of(Versioned<V> row) {
            return new Found<>(row.value(), OptionalLong.of(row.version()));
        }
    }
}
