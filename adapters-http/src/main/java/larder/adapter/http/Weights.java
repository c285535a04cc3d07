package larder.adapter.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client would rather have, as {@code Accept} and {@code Accept-Encoding} say it: {@code gzip;q=0.5, *;q=0}. Parameters
 * are passed over, and so is a part that cannot be read.
 *
 * @param thousandths of each name, in lower case
 */
record Weights(Map<String, Integer> thousandths) {
    private static final Pattern PART = Pattern.compile("[ \\t]*+([!-+.-:<-~-]++)[ \\t]*+(;.*+)?");
    private static final Pattern WEIGHT =
            Pattern.compile(";[ \\t]*+[qQ]=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)[ \\t]*+(?:;|$)");
    private static final Pattern ANY_WEIGHT = Pattern.compile(";[ \\t]*+[qQ]=");

    static Weights of(Collection<String> lines) {
        Map<String, Integer> thousandths = new HashMap<>();
        for (String line : lines) {
            for (String text : line.split(",", -1)) {
                Matcher part = PART.matcher(text);
                if (part.matches()) {
                    String name = part.group(1).toLowerCase(Locale.ROOT);
                    weight(part.group(2) == null ? "" : part.group(2))
                            .ifPresent(weight -> thousandths.merge(name, weight, Math::max));
                }
            }
        }
        return new Weights(thousandths);
    }

    private static OptionalInt weight(String parameters) {
        Matcher weight = WEIGHT.matcher(parameters);
        if (weight.find()) {
            return OptionalInt.of((int) Math.round(Double.parseDouble(weight.group(1)) * 1000));
        }
        return ANY_WEIGHT.matcher(parameters).find() ? OptionalInt.empty() : OptionalInt.of(1000);
    }

    /** The weight of the first of the names that is there, which are to be given from the closest to the widest. */
    OptionalInt of(String... names) {
        for (String name : names) {
            Integer weight = thousandths.get(name);
            if (weight != null) {
                return OptionalInt.of(weight);
            }
        }
        return OptionalInt.empty();
    }
}
