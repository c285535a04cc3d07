package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import larder.adapter.sql.generated.DefaultSchema;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

/**
 * The generated code comes from PostgreSQL's scripts; here it is held against what the scripts of both really made. The guard
 * against TRUNCATE, which only MySQL needs, is nobody's to ask.
 */
final class GeneratedCodeTest {
    private static final String COLUMNS = "SELECT c.table_name, c.column_name, c.data_type, c.character_maximum_length,"
            + " c.is_nullable FROM information_schema.columns c WHERE c.table_schema = 'THE_SCHEMA'"
            + " AND c.table_name NOT LIKE 'larder%history' AND c.table_name <> 'cache_guard' ORDER BY c.table_name, c.ordinal_position";
    private static final String KEYS = "SELECT k.table_name, k.column_name FROM information_schema.table_constraints t"
            + " JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name"
            + " AND k.table_schema = t.table_schema AND k.table_name = t.table_name"
            + " WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = 'THE_SCHEMA'"
            + " AND t.table_name NOT LIKE 'larder%history' AND t.table_name <> 'cache_guard' ORDER BY k.table_name, k.ordinal_position";

    @Test
    void itIsWhatPostgreSqlHas() {
        try (PostgresServer server = PostgresServer.shared()) {
            assertCurrent(server, server.freshDatabase(), "public");
        }
    }

    @Test
    void itIsWhatMySqlHas() {
        try (MySqlServer server = MySqlServer.shared()) {
            String url = server.freshDatabase();
            assertCurrent(server, url, DatabaseUrl.parse(url).database());
        }
    }

    private static void assertCurrent(SqlServer server, String url, String schema) {
        Opened.close(Opened.migrated(SqlConfig.of(url).withPoolSize(1)));
        List<String> columns = Direct.ask(url, COLUMNS.replace("THE_SCHEMA", schema)).stream()
                .map(row -> row.toLowerCase(Locale.ROOT).replace("character varying", "varchar"))
                .map(row -> row.replace("|int|", "|integer|").replace("|numeric|", "|decimal|"))
                .toList();
        assertFalse(columns.isEmpty(), () -> "nothing in " + server.origin());
        assertEquals(tables().flatMap(GeneratedCodeTest::columns).toList(), columns);
        assertEquals(
                tables().flatMap(GeneratedCodeTest::keys).toList(),
                Direct.ask(url, KEYS.replace("THE_SCHEMA", schema)));
    }

    private static Stream<Table<?>> tables() {
        return DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .sorted((one, other) -> one.getName().compareTo(other.getName()));
    }

    private static Stream<String> columns(Table<?> table) {
        return Stream.of(table.fields()).map(field -> table.getName() + "|" + column(field));
    }

    private static String column(Field<?> field) {
        String type = field.getDataType().getTypeName().toLowerCase(Locale.ROOT);
        String length =
                type.equals("varchar") ? Integer.toString(field.getDataType().length()) : "null";
        return field.getName() + "|" + type + "|" + length + "|"
                + (field.getDataType().nullable() ? "yes" : "no");
    }

    private static Stream<String> keys(Table<?> table) {
        return Optional.ofNullable(table.getPrimaryKey()).orElseThrow().getFields().stream()
                .map(field -> table.getName() + "|" + field.getName());
    }
}
