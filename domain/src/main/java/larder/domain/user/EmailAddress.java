package larder.domain.user;

import larder.domain.InvalidValue;
import larder.domain.Text;

/**
 * Where a user gets mail: one line of 3 to 100 characters without white space, with exactly one {@code @} that has text
 * on both sides. Whether mail arrives there only sending some can tell, so nothing more is asked of the text.
 */
public record EmailAddress(String value) {
    public static final int LONGEST = 100;

    public EmailAddress {
        Text.line("email", value, LONGEST);
        int at = value.indexOf('@');
        boolean one = at > 0 && at == value.lastIndexOf('@') && at < value.length() - 1;
        if (!one || value.codePoints().anyMatch(Character::isWhitespace)) {
            throw new InvalidValue("email must look like name@host");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
