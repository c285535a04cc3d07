package larder.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A figure in proportion to another of the same round, over several rounds.
 *
 * @param boundBy what keeps it from being higher
 * @param values in ascending order
 */
record Ratios(String name, String boundBy, List<Double> values) {
    static Ratios of(String name, String boundBy, List<Load.Result> above, List<Load.Result> below) {
        List<Double> values = new ArrayList<>();
        for (int round = 0; round < above.size(); round++) {
            values.add(above.get(round).rate() / below.get(round).rate());
        }
        return new Ratios(name, boundBy, values.stream().sorted().toList());
    }

    double median() {
        return values.get(values.size() / 2);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-56s %.2f  (%.2f to %.2f)", name, median(), values.getFirst(), values.getLast());
    }
}
