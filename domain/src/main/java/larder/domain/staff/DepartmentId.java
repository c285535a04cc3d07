package larder.domain.staff;

import larder.domain.InvalidValue;

/** The number of a department: 1 to 2,147,483,647. */
public record DepartmentId(int value) {
    public DepartmentId {
        if (value < 1) {
            throw new InvalidValue("a department id is a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
