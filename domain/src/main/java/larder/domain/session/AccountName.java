package larder.domain.session;

import java.util.regex.Pattern;
import larder.domain.InvalidValue;

/** What an account is called: 1 to 32 of a to z, 0 to 9, {@code -} and {@code _}, so that it has one spelling everywhere. */
public record AccountName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,32}");

    public AccountName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue("name must have 1 to 32 characters of a to z, 0 to 9, - and _");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
