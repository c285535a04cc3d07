package larder.application.freshness;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import larder.domain.InvalidValue;
import larder.domain.port.CacheKey;
import larder.domain.port.Change;

/** What of the cache depends on which table. A table that nothing depends on may change as it likes. */
public final class Dependencies {
    private final Map<String, Rule> rules;

    private Dependencies(Map<String, Rule> rules) {
        this.rules = Map.copyOf(rules);
    }

    /** Of nothing on nothing. */
    public static Dependencies none() {
        return new Dependencies(Map.of());
    }

    /**
     * These, and those on one more table.
     *
     * @param keysOfRow the keys that a change of one row touches. A value under one of them that carries a version must be that
     *     very row and depend on nothing else; whatever else depends on the row carries none
     * @param keysOfWhole the keys that any change of the table may touch, when it is not known of which rows
     * @param regionsOfWhole the regions that such a change empties
     */
    public Dependencies on(
            String table,
            Function<Change.Row, Collection<CacheKey>> keysOfRow,
            Collection<CacheKey> keysOfWhole,
            Collection<String> regionsOfWhole) {
        Map<String, Rule> more = new LinkedHashMap<>(rules);
        if (more.put(table, new Rule(keysOfRow, List.copyOf(keysOfWhole), Set.copyOf(regionsOfWhole))) != null) {
            throw new InvalidValue("what depends on the table " + table + " is said twice");
        }
        return new Dependencies(more);
    }

    /** What must be forgotten after these changes. */
    public Touched touchedBy(Collection<? extends Change> changes) {
        Gathered gathered = new Gathered();
        for (Change change : changes) {
            Rule rule = rules.get(change.table());
            if (rule != null) {
                rule.add(change, gathered);
            }
        }
        return gathered.touched();
    }

    /** What must be forgotten when nothing is known of what changed. */
    public Touched everything() {
        return touchedBy(rules.keySet().stream().map(Change.Whole::new).toList());
    }

    /**
     * Entries that are not to be found any more.
     *
     * @param keys of none of the regions
     * @param olderThan keys of no region either, and not among {@code keys}, whose entries may stay if they show the row of that
     *     version
     * @param regions those that are to be emptied
     */
    public record Touched(List<CacheKey> keys, Map<CacheKey, Long> olderThan, List<String> regions) {}

    /** What several changes touch together: of two of one row the later says more, and one without a version says most. */
    private static final class Gathered {
        private final Set<CacheKey> keys = new LinkedHashSet<>();
        private final Map<CacheKey, Long> olderThan = new LinkedHashMap<>();
        private final Set<String> regions = new LinkedHashSet<>();

        void add(Collection<CacheKey> touched, OptionalLong version) {
            if (version.isPresent()) {
                touched.forEach(key -> olderThan.merge(key, version.getAsLong(), Math::max));
            } else {
                keys.addAll(touched);
            }
        }

        void addWhole(Rule rule) {
            keys.addAll(rule.keysOfWhole());
            regions.addAll(rule.regions());
        }

        Touched touched() {
            keys.removeIf(key -> regions.contains(key.region()));
            olderThan.keySet().removeIf(key -> regions.contains(key.region()) || keys.contains(key));
            return new Touched(List.copyOf(keys), Collections.unmodifiableMap(olderThan), List.copyOf(regions));
        }
    }

    private record Rule(
            Function<Change.Row, Collection<CacheKey>> keysOfRow, List<CacheKey> keysOfWhole, Set<String> regions) {
        void add(Change change, Gathered gathered) {
            switch (change) {
                case Change.Row row -> {
                    try {
                        gathered.add(keysOfRow.apply(row), row.version());
                    } catch (InvalidValue _) {
                        // No key can be made from it, so whatever it touches is forgotten, and no row stops the relay.
                        gathered.addWhole(this);
                    }
                }
                case Change.Whole _ -> gathered.addWhole(this);
            }
        }
    }
}
