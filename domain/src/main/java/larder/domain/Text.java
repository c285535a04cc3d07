package larder.domain;

/** The rules that every short text of the domain shares. */
public final class Text {
    private Text() {}

    /**
     * Answers the text if it is 1 to {@code longest} characters (Unicode code points, as SQL counts them), not blank, does not begin or end
     * with white space, and holds no control character, no line separator and no half of a surrogate pair.
     *
     * @throws InvalidValue with a sentence that begins with {@code what}
     */
    public static String line(String what, String text, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > longest) {
            throw new InvalidValue(what + " must have 1 to " + longest + " characters");
        }
        if (!text.strip().equals(text)) {
            throw new InvalidValue(what + " must not begin or end with white space");
        }
        if (text.codePoints().anyMatch(Text::unfit)) {
            throw new InvalidValue(what + " must not contain control characters");
        }
        return text;
    }

    private static boolean unfit(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
