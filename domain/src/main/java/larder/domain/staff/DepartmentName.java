package larder.domain.staff;

import larder.domain.Text;

/** What a department is called: one line of 1 to 50 characters. */
public record DepartmentName(String value) {
    public static final int LONGEST = 50;

    public DepartmentName {
        Text.line("department name", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
