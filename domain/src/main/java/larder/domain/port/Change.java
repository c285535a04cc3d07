package larder.domain.port;

import java.util.Optional;
import java.util.OptionalLong;
import larder.domain.InvalidValue;

/** A committed change of a table that something cached may depend on, whoever made it. */
public sealed interface Change {
    /** The name of the table, 1 to 64 of a-z, 0-9 and _. */
    String table();

    /**
     * One row was inserted, updated or deleted.
     *
     * @param id the row's key
     * @param version the row's version after the change, higher than any that it had before. Empty when the row is gone, or
     *     another took its key, since versions begin anew with each life of a row: whatever is cached of it is older
     * @param before the part of the table that the row belonged to, as {@code 42} for an order of customer 42; empty when it is
     *     new, and for a table that has no parts
     * @param after the part that it belongs to now; empty when it is gone, and for a table that has no parts
     */
    record Row(String table, String id, OptionalLong version, Optional<String> before, Optional<String> after)
            implements Change {
        public Row {
            requireName(table);
        }
    }

    /** Any of its rows may have changed: too many to name each, or emptied by TRUNCATE. */
    record Whole(String table) implements Change {
        public Whole {
            requireName(table);
        }
    }

    private static void requireName(String table) {
        if (!table.matches("[a-z0-9_]{1,64}")) {
            throw new InvalidValue("a table's name is 1 to 64 of a-z, 0-9 and _");
        }
    }
}
