package larder.adapter.http;

import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ids in addresses. An id has one spelling there: ASCII digits without a sign, a leading zero or an escape, so that
 * one user has one address.
 */
final class Ids {
    private static final int LONGEST = 10;
    private static final int MOST = 100;
    private static final String PARAMETER = "ids=";
    private static final Pattern ESCAPED_COMMA = Pattern.compile("%2c", Pattern.CASE_INSENSITIVE);

    private Ids() {}

    /** The id that follows the prefix in a path as it was sent. */
    static int inPath(String path, String prefix) {
        return number(path, prefix.length(), path.length());
    }

    /** The id of a query that has nothing but one parameter, or is not there. */
    static OptionalInt inQuery(@Nullable String query, String parameter) {
        if (query == null) {
            return OptionalInt.empty();
        }
        String before = parameter + "=";
        if (!query.startsWith(before) || query.indexOf('&') >= 0) {
            throw new Refused(
                    ProblemKind.INVALID_REQUEST, "the query must be " + before + "1 or the like, or be left out");
        }
        return OptionalInt.of(number(query, before.length(), query.length()));
    }

    /**
     * The ids of a query that has nothing but {@code ids=1,2,3}, in their order and each once. The comma may be escaped, since
     * many clients do that by themselves.
     */
    static SequencedSet<Integer> inQuery(@Nullable String query) {
        if (query == null || !query.startsWith(PARAMETER) || query.indexOf('&') >= 0) {
            throw new Refused(
                    ProblemKind.INVALID_REQUEST,
                    "the query must be ids=1,2,3 with 1 to " + MOST + " ids, and nothing else");
        }
        String[] texts = ESCAPED_COMMA
                .matcher(query.substring(PARAMETER.length()))
                .replaceAll(",")
                .split(",", MOST + 1);
        if (texts.length > MOST) {
            throw new Refused(ProblemKind.INVALID_REQUEST, "one request may ask for at most " + MOST + " ids");
        }
        SequencedSet<Integer> ids = new LinkedHashSet<>();
        for (String text : texts) {
            ids.add(number(text, 0, text.length()));
        }
        return ids;
    }

    static void requireNoQuery(@Nullable String query) {
        if (query != null) {
            throw new Refused(ProblemKind.INVALID_REQUEST, "this route takes no query");
        }
    }

    /** 1 to {@code Integer.MAX_VALUE}. */
    private static int number(String text, int begin, int end) {
        if (begin == end || end - begin > LONGEST || text.charAt(begin) == '0') {
            throw notAnId();
        }
        long number = 0;
        for (int i = begin; i < end; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw notAnId();
            }
            number = number * 10 + (digit - '0');
        }
        if (number > Integer.MAX_VALUE) {
            throw notAnId();
        }
        return (int) number;
    }

    private static Refused notAnId() {
        return new Refused(
                ProblemKind.INVALID_REQUEST,
                "an id is a whole number from 1 to " + Integer.MAX_VALUE
                        + ", in digits without a sign or a leading zero");
    }
}
