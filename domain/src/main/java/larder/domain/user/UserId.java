package larder.domain.user;

import larder.domain.InvalidValue;

/** The number of a user: 1 to 2,147,483,647, the positive range of an SQL {@code INT}. */
public record UserId(int value) implements Comparable<UserId> {
    public UserId {
        if (value < 1) {
            throw new InvalidValue("a user id is a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    @Override
    public int compareTo(UserId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
