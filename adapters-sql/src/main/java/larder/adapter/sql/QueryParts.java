package larder.adapter.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import larder.adapter.sql.generated.DefaultSchema;
import org.jooq.Configuration;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.SQL;
import org.jooq.Select;
import org.jooq.Sequence;
import org.jooq.Table;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultVisitListenerProvider;
import org.jooq.impl.QOM;

/**
 * What a query is made of, as jOOQ tells it while it writes the query down: its text, its values and their types, and the
 * tables that it reads. A part that hides what it reads (plain SQL, a function of the database, a table that is not in the
 * schema), or that is not the same each time (the clock, chance, who asks), makes it one that must not be cached.
 */
final class QueryParts {
    private static final Set<Table<?>> KNOWN = Set.copyOf(DefaultSchema.DEFAULT_SCHEMA.getTables());

    /** The columns of every table with their types: another release's schema gives the same text another meaning. */
    private static final String SCHEMA = KNOWN.stream()
            .flatMap(table -> table.fieldStream())
            .map(field -> field.getQualifiedName() + " " + field.getDataType())
            .sorted()
            .toList()
            .toString();

    private final String text;
    private final List<Param<?>> values;
    private final Set<String> tables = new TreeSet<>();
    private final Set<QueryPart> obscure = new HashSet<>();
    private final String dialect;

    private QueryParts(Configuration configuration, Select<?> query) {
        Configuration observed = configuration.derive(
                new DefaultVisitListenerProvider(VisitListener.onVisitStart(context -> look(context.queryPart()))));
        text = DSL.using(observed).render(query);
        values = List.copyOf(query.getParams().values());
        dialect = configuration.dialect().name();
    }

    static QueryParts of(Configuration configuration, Select<?> query) {
        return new QueryParts(configuration, query);
    }

    /** The tables, or none when they cannot be told or are not all that the answer depends on. */
    Set<String> tables() {
        return obscure.isEmpty() ? Set.copyOf(tables) : Set.of();
    }

    /** SHA-256 over the dialect, the schema, the text, and the values with their types, each with its length before it. */
    String fingerprint() {
        MessageDigest digest = sha256();
        add(digest, dialect);
        add(digest, SCHEMA);
        add(digest, text);
        for (Param<?> value : values) {
            add(digest, value.getDataType().getTypeName());
            add(digest, value.getValue() == null ? "null" : "=" + value.getValue());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void look(QueryPart part) {
        switch (part) {
            case Table<?> table when KNOWN.contains(table) -> tables.add(table.getName());
            case QOM.JoinTable<?, ?> _ -> {}
            case Table<?> table -> obscure.add(table);
            // What jOOQ puts between the parentheses of count(*).
            case SQL sql when sql.toString().equals("*") -> {}
            case SQL _,
                    Sequence<?> _,
                    QOM.Function<?> _,
                    QOM.Rand _,
                    QOM.Uuid _,
                    QOM.CurrentDate<?> _,
                    QOM.CurrentTime<?> _,
                    QOM.CurrentTimestamp<?> _,
                    QOM.CurrentUser _,
                    QOM.CurrentSchema _,
                    QOM.CurrentCatalog _ -> obscure.add(part);
            default -> {}
        }
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
