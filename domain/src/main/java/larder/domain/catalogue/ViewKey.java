package larder.domain.catalogue;

import larder.domain.InvalidValue;

/**
 * What a client names one view of a product by, so that it counts once however often it is sent: 1 to 128 visible ASCII
 * characters.
 */
public record ViewKey(String value) {
    public static final int LONGEST = 128;

    public ViewKey {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(ViewKey::unfit)) {
            throw new InvalidValue("a view's key has 1 to " + LONGEST + " visible ASCII characters");
        }
    }

    private static boolean unfit(int character) {
        return character <= ' ' || character > '~';
    }
}
