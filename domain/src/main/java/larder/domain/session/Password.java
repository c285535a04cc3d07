package larder.domain.session;

import java.text.Normalizer;
import larder.domain.InvalidValue;

/**
 * A password as somebody gives it: 1 to 256 characters, in Unicode's form C, so that every keyboard spells it alike. Its text
 * never shows it.
 */
public record Password(String value) {
    public static final int SHORTEST_CHOSEN = 12;
    public static final int LONGEST = 256;

    public Password {
        // Before anything is done with it: what is too long costs nothing.
        if (value.isEmpty() || value.length() > 2 * LONGEST || value.codePointCount(0, value.length()) > LONGEST) {
            throw new InvalidValue("password must have 1 to " + LONGEST + " characters");
        }
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
    }

    /** A password for an account: 12 characters at least, none of them white space at an end. */
    public static Password chosen(String text) {
        if (text.codePointCount(0, text.length()) < SHORTEST_CHOSEN) {
            throw new InvalidValue("must have at least " + SHORTEST_CHOSEN + " characters");
        }
        if (!text.strip().equals(text)) {
            throw new InvalidValue("must not begin or end with white space");
        }
        return new Password(text);
    }

    @Override
    public String toString() {
        return "Password[***]";
    }
}
