package larder.bootstrap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import larder.domain.InvalidValue;

/** The word that somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The known word from which as few letters differ as from no other, if no more than so many do. */
    static Optional<String> of(String word, List<String> known, int most) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(each, word)))
                .filter(each -> distance(each, word) <= most);
    }

    /** Says which words there are, and which was meant if one is near. */
    static InvalidValue among(String word, List<String> known) {
        String last = known.getLast();
        String others = String.join(", ", known.subList(0, known.size() - 1));
        String hint = of(word, known, word.length() / 2)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
        return new InvalidValue("must be " + others + " or " + last + hint);
    }

    /** Levenshtein's distance: how many letters must be put in, taken out or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
