package larder.domain.port;

import larder.domain.InvalidValue;

/**
 * The name of one cached thing: a region and an id within it, written {@code user:101}. Both are printable ASCII without
 * white space or braces, so that an adapter may put the text into a key of its own without escaping.
 */
public record CacheKey(String region, String id) {
    private static final int LONGEST_REGION = 32;
    private static final int LONGEST_ID = 128;

    public CacheKey {
        if (!isRegion(region)) {
            throw new InvalidValue("a region's name is 1 to 32 of a-z, 0-9 and _, and begins with a letter");
        }
        if (!isId(id)) {
            throw new InvalidValue("a cache id is 1 to 128 printable ASCII characters without white space or braces");
        }
    }

    /** Asked with every read: a loop is all that it costs. */
    private static boolean isRegion(String name) {
        if (name.isEmpty() || name.length() > LONGEST_REGION || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char character = name.charAt(i);
            if (!isLetter(character) && !(character >= '0' && character <= '9') && character != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char character = id.charAt(i);
            if (character <= ' ' || character > '~' || character == '{' || character == '}') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z';
    }

    @Override
    public String toString() {
        return region + ":" + id;
    }
}
