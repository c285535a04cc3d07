package larder.domain.staff;

import larder.domain.Text;

/** What an employee is called: one line of 1 to 50 characters. */
public record EmployeeName(String value) {
    public static final int LONGEST = 50;

    public EmployeeName {
        Text.line("name", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
