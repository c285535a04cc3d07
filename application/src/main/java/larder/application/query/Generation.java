package larder.application.query;

import larder.domain.InvalidValue;

/**
 * The time between two changes of a table, under a name that no other such time ever has.
 *
 * @param name 32 hexadecimal digits
 */
public record Generation(String name) {
    private static final int DIGITS = 32;

    public Generation {
        if (name.length() != DIGITS || !name.chars().allMatch(Generation::isDigit)) {
            throw new InvalidValue("the name of a generation has " + DIGITS + " hexadecimal digits");
        }
    }

    private static boolean isDigit(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }
}
