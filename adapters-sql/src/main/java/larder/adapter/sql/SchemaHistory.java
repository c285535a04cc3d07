package larder.adapter.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Flyway wrote down about the scripts that it ran. When it is exactly what this release would write, there is nothing to
 * migrate and nothing to refuse, and a start can do without Flyway: that is a tenth of its CPU.
 */
final class SchemaHistory {
    /** The scripts of the schema, the same names for each dialect. */
    static final List<String> SCRIPTS = List.of(
            "V1__users.sql",
            "V2__shop.sql",
            "V3__staff.sql",
            "V4__views.sql",
            "V5__accounts.sql",
            "V6__changes.sql",
            "V7__lives.sql");

    private static final Logger LOG = LoggerFactory.getLogger(SchemaHistory.class);

    private SchemaHistory() {}

    /** Whether these scripts of a folder have run, in this order and unaltered, and no others. */
    static boolean isComplete(DataSource database, String table, String folder) {
        try (Connection connection = database.getConnection()) {
            return expected(folder).equals(seen(connection, table));
        } catch (SQLException unknown) {
            LOG.debug("There is no history yet, or it cannot be read: Flyway finds out.", unknown);
            return false;
        }
    }

    /** What is written down when all scripts of a folder have run. */
    static List<String> expected(String folder) {
        return SCRIPTS.stream()
                .map(script -> script + " " + checksum(folder + "/" + script))
                .toList();
    }

    /** What is written down. Nothing, if there is no such table. */
    static List<String> seen(Connection connection, String table) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT script, checksum, success FROM "
                        + inCurrentSchema(connection, table) + " ORDER BY installed_rank")) {
            while (rows.next()) {
                seen.add(rows.getString(1) + " " + rows.getInt(2) + (rows.getBoolean(3) ? "" : " failed"));
            }
        } catch (SQLException failed) {
            if (!SqlFailures.missingTable(failed)) {
                throw failed;
            }
        }
        return seen;
    }

    /** Where Flyway would look; a search path could find a table of the name elsewhere. */
    private static String inCurrentSchema(Connection connection, String table) throws SQLException {
        String schema = connection.getSchema();
        String quote = connection.getMetaData().getIdentifierQuoteString();
        return schema == null ? table : quote + schema.replace(quote, quote + quote) + quote + "." + table;
    }

    /** Flyway's: CRC-32 over the lines, without what ends them. */
    private static int checksum(String resource) {
        CRC32 crc = new CRC32();
        try (InputStream in = SchemaHistory.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + resource);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return (int) crc.getValue();
    }
}
