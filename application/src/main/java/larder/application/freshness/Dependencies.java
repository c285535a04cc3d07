package larder.application.freshness;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
     * @param keysOfRow the keys that a change of one row touches
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
        Set<CacheKey> keys = new LinkedHashSet<>();
        Set<String> regions = new LinkedHashSet<>();
        for (Change change : changes) {
            Rule rule = rules.get(change.table());
            if (rule != null) {
                rule.add(change, keys, regions);
            }
        }
        keys.removeIf(key -> regions.contains(key.region()));
        return new Touched(List.copyOf(keys), List.copyOf(regions));
    }

    /** What must be forgotten when nothing is known of what changed. */
    public Touched everything() {
        return touchedBy(rules.keySet().stream().map(Change.Whole::new).toList());
    }

    /**
     * Entries that are not to be found any more.
     *
     * @param keys of none of the regions
     * @param regions those that are to be emptied
     */
    public record Touched(List<CacheKey> keys, List<String> regions) {}

    private record Rule(
            Function<Change.Row, Collection<CacheKey>> keysOfRow, List<CacheKey> keysOfWhole, Set<String> regions) {
        void add(Change change, Set<CacheKey> keys, Set<String> emptied) {
            switch (change) {
                case Change.Row row -> {
                    try {
                        keys.addAll(keysOfRow.apply(row));
                    } catch (InvalidValue _) {
                        // No key can be made from it, so whatever it touches is forgotten, and no row stops the relay.
                        addWhole(keys, emptied);
                    }
                }
                case Change.Whole _ -> addWhole(keys, emptied);
            }
        }

        private void addWhole(Set<CacheKey> keys, Set<String> emptied) {
            keys.addAll(keysOfWhole);
            emptied.addAll(regions);
        }
    }
}
