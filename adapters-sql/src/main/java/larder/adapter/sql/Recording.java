package larder.adapter.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Field;

/** How a make of database records changes, and what it cannot see. */
sealed interface Recording permits PostgreSqlRecording, MySqlRecording {
    /** The tables that something cached may depend on, and the heartbeat's. */
    List<String> WATCHED = List.of("users", "departments", "employees", "orders", "products", "cache_heartbeat");

    static Recording of(Engine engine) {
        return switch (engine) {
            case PostgreSqlEngine _ -> new PostgreSqlRecording();
            case MySqlEngine _ -> new MySqlRecording();
        };
    }

    /** Microseconds since 1970 by the database's clock. */
    Field<Long> now();

    /** A sentence about changes that are not recorded now, though they could be. */
    Optional<String> gap(Connection connection) throws SQLException;

    /** A sentence about changes that the database makes and cannot record. */
    Optional<String> unseen(Connection connection) throws SQLException;

    static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    /** A sentence if one of these triggers is not there, or not always on. */
    static Optional<String> missing(Set<String> wanted, List<String> found) {
        Set<String> missing = new TreeSet<>(wanted);
        found.forEach(missing::remove);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("changes are not recorded: not there, or not on for every session, is "
                        + missing.stream().collect(Collectors.joining(", "))
                        + "; put it back as Larder's migration made it, then clear the cache");
    }
}
