package larder.domain.staff;

import larder.domain.InvalidValue;

/** The number of an employee: 1 to 2,147,483,647. */
public record EmployeeId(int value) {
    public EmployeeId {
        if (value < 1) {
            throw new InvalidValue("an employee id is a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
