package larder.domain.session;

import java.util.Arrays;
import java.util.Locale;
import larder.domain.InvalidValue;

/** What an account may do. Each role may do what those before it may. */
public enum Role {
    /** Changes users, the staff and stocks. */
    EDITOR,
    /** Looks into the caches, and clears them. */
    ADMIN;

    /** The role of that word, as {@code editor}. */
    public static Role of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("a role is editor or admin"));
    }

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
