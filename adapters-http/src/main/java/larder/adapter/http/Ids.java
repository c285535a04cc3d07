package larder.adapter.http;

import larder.domain.user.UserId;

/**
 * Reads the ids in addresses. An id has one spelling there: ASCII digits without a sign, a leading zero or an escape, so that
 * one user has one address.
 */
final class Ids {
    private static final int LONGEST = 10;

    private Ids() {}

    /** The id that follows the prefix in a path as it was sent. */
    static UserId inPath(String path, String prefix) {
        return new UserId(number(path, prefix.length(), path.length()));
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
