package larder.domain.port;

import java.util.regex.Pattern;
import larder.domain.InvalidValue;

/**
 * The name of one cached thing: a region and an id within it, written {@code user:101}. Both are printable ASCII without
 * white space or braces, so that an adapter may put the text into a key of its own without escaping.
 */
public record CacheKey(String region, String id) {
    private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    public CacheKey {
        if (!REGION.matcher(region).matches()) {
            throw new InvalidValue("a region's name is 1 to 32 of a-z, 0-9 and _, and begins with a letter");
        }
        if (id.isEmpty() || id.length() > 128 || id.chars().anyMatch(CacheKey::unfit)) {
            throw new InvalidValue("a cache id is 1 to 128 printable ASCII characters without white space or braces");
        }
    }

    private static boolean unfit(int character) {
        return character <= ' ' || character > '~' || character == '{' || character == '}';
    }

    @Override
    public String toString() {
        return region + ":" + id;
    }
}
