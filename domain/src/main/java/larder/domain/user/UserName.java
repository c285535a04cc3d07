package larder.domain.user;

import larder.domain.Text;

/** What a user is called: one line of 1 to 100 characters. */
public record UserName(String value) {
    public static final int LONGEST = 100;

    public UserName {
        Text.line("name", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
