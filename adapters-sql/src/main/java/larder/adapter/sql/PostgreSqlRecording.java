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

/** Statement triggers, which a session can only do without if they are not ENABLE ALWAYS. They fire for cascades and TRUNCATE too. */
record PostgreSqlRecording() implements Recording {
    private static final Set<String> TRIGGERS = WATCHED.stream()
            .flatMap(table -> Stream.of("version", "insert", "update", "delete", "truncate")
                    .map(event -> "trigger larder_" + event + " of " + table))
            .collect(Collectors.toUnmodifiableSet());

    private static final String FOUND = """
            SELECT 'trigger ' || t.tgname || ' of ' || c.relname
            FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
            WHERE t.tgenabled = 'A' AND t.tgname LIKE 'larder\\_%' AND pg_catalog.pg_table_is_visible(c.oid)
            """;

    /** A statement that names a partition does not fire the triggers of the whole; what a subscription applies is no statement. */
    private static final String PAST_THEM = """
            SELECT c.relname || ' has partitions or heirs'
            FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhparent
            WHERE c.relname IN ('%1$s') AND pg_catalog.pg_table_is_visible(c.oid)
            UNION ALL
            SELECT c.relname || ' is filled by a subscription'
            FROM pg_catalog.pg_subscription_rel s JOIN pg_catalog.pg_class c ON c.oid = s.srrelid
            WHERE c.relname IN ('%1$s') AND pg_catalog.pg_table_is_visible(c.oid)
            """.formatted(String.join("', '", WATCHED));

    @Override
    public Field<Long> now() {
        return field("cast(date_part('epoch', clock_timestamp()) * 1000000 as bigint)", SQLDataType.BIGINT);
    }

    @Override
    public Optional<String> gap(Connection connection) throws SQLException {
        Optional<String> missing = Recording.missing(TRIGGERS, Recording.texts(connection, FOUND));
        return missing.isPresent() ? missing : past(Recording.texts(connection, PAST_THEM));
    }

    private static Optional<String> past(List<String> ways) {
        return ways.isEmpty()
                ? Optional.empty()
                : Optional.of("changes can be made that are not recorded: " + String.join(", ", ways));
    }

    /** Cascades are statements, whose triggers fire. */
    @Override
    public Optional<String> unseen(Connection connection) {
        return Optional.empty();
    }
}
