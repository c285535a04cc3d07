package larder.adapter.sql;

import static org.jooq.impl.DSL.field;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Row triggers, which fire neither for what a foreign key does to the rows of another table nor for TRUNCATE. */
record MySqlRecording() implements Recording {
    private static final Set<String> WANTED = Stream.concat(
                    WATCHED.stream()
                            .flatMap(table -> Stream.of("insert", "version", "update", "delete")
                                    .map(event -> "trigger larder_" + table + "_" + event + " of " + table)),
                    // Departments have employees.
                    Stream.of("users", "employees", "orders", "products")
                            .map(table -> "foreign key " + table + "_cannot_be_truncated of cache_guard"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String FOUND = """
            SELECT CONCAT('trigger ', trigger_name, ' of ', event_object_table) FROM information_schema.triggers
            WHERE trigger_schema = DATABASE()
            UNION ALL
            SELECT CONCAT('foreign key ', constraint_name, ' of ', table_name) FROM information_schema.referential_constraints
            WHERE constraint_schema = DATABASE() AND table_name = 'cache_guard'
            """;

    private static final String CASCADES = """
            SELECT CONCAT(constraint_name, ' of ', table_name) FROM information_schema.referential_constraints
            WHERE constraint_schema = DATABASE() AND table_name IN ('%s')
            AND (delete_rule IN ('CASCADE', 'SET NULL', 'SET DEFAULT') OR update_rule IN ('CASCADE', 'SET NULL', 'SET DEFAULT'))
            """.formatted(String.join("', '", WATCHED));

    @Override
    public Field<Long> now() {
        return field("timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))", SQLDataType.BIGINT);
    }

    @Override
    public Optional<String> gap(Connection connection) throws SQLException {
        Optional<String> missing = Recording.missing(WANTED, Recording.texts(connection, FOUND));
        return missing.isPresent() ? missing : unseen(connection);
    }

    @Override
    public Optional<String> unseen(Connection connection) throws SQLException {
        List<String> cascades = Recording.texts(connection, CASCADES);
        return cascades.isEmpty()
                ? Optional.empty()
                : Optional.of("MySQL tells nobody of rows that a foreign key changes: give "
                        + String.join(", ", cascades) + " the rules ON DELETE RESTRICT ON UPDATE RESTRICT");
    }
}
