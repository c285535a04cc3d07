package larder.domain.staff;

import larder.domain.Text;

/** What an employee does: one line of 1 to 50 characters. */
public record JobTitle(String value) {
    public static final int LONGEST = 50;

    public JobTitle {
        Text.line("job title", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
