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
 * @param origin who is asked
 */
public record Source<K, V>(
        Function<K, Optional<Found<V>>> one, Function<Collection<K>, Map<K, Found<V>>> many, Origin origin) {
    /** A source of rows: each value is one row of one table, and nothing besides. */
    public static <K, V> Source<K, V> ofRows(
            Function<K, Optional<Versioned<V>>> one, Function<Collection<K>, Map<K, Versioned<V>>> many) {
        return new Source<>(
                id -> one.apply(id).map(Found::of),
                ids -> {
                    Map<K, Found<V>> found = new HashMap<>();
                    many.apply(ids).forEach((id, row) -> found.put(id, Found.of(row)));
                    return found;
                },
                Origin.DATABASE);
    }

    /** A source of rows that is never asked for several at once. */
    public static <K, V> Source<K, V> ofRow(Function<K, Optional<Versioned<V>>> one) {
        return new Source<>(id -> one.apply(id).map(Found::of), Source::atOnce, Origin.DATABASE);
    }

    /** A source of values that are made of several rows, and that is never asked for several at once. */
    public static <K, V> Source<K, V> ofOne(Function<K, Optional<V>> one) {
        return new Source<>(id -> one.apply(id).map(Found::ofNoRow), Source::atOnce, Origin.DATABASE);
    }

    /** Values that are made here, one at a time: that there is one says nothing of the database. */
    public static <K, V> Source<K, V> ofMade(Function<K, V> made) {
        return new Source<>(id -> Optional.of(Found.ofNoRow(made.apply(id))), Source::atOnce, Origin.PROCESS);
    }

    private static <K, V> Map<K, Found<V>> atOnce(Collection<K> ids) {
        throw new UnsupportedOperationException("this source is asked for one at a time, and not for " + ids.size());
    }

    /** Who has the values. */
    public enum Origin {
        DATABASE,
        PROCESS
    }

    /**
     * What there is under an id.
     *
     * @param version of the row that the value is; empty when it is not one row
     */
    public record Found<V>(V value, OptionalLong version) {
        static <V> Found<V> of(Versioned<V> row) {
            return new Found<>(row.value(), OptionalLong.of(row.version()));
        }

        static <V> Found<V> ofNoRow(V value) {
            return new Found<>(value, OptionalLong.empty());
        }
    }
}
