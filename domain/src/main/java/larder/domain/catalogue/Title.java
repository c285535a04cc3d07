package larder.domain.catalogue;

import larder.domain.Text;

/** What a product is called: one line of 1 to 50 characters. */
public record Title(String value) {
    public static final int LONGEST = 50;

    public Title {
        Text.line("title", value, LONGEST);
    }
}
