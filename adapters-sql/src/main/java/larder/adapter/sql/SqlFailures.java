package larder.adapter.sql;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a failure of the database means. Unavailable is what another try, later or elsewhere, can mend: refused, cut off,
 * too busy, too slow, rolled back for another's sake. Everything else is a mistake in a statement.
 */
final class SqlFailures {
    /**
     * SQLSTATE classes: 08 connection, 28 login, 40 rollback (deadlock, serialization), 53 resources, 57 operator (shutdown,
     * statement timeout), 58 system, HYT timeout.
     */
    private static final Set<String> CLASSES = Set.of("08", "28", "40", "53", "57", "58");

    /** PostgreSQL: a read-only standby, an idle or overlong transaction ended, no lock, no such database, no such table. */
    private static final Set<String> STATES =
            Set.of("25006", "25P03", "25P04", "55P03", "3D000", "42P01", "42S02", "70100", "HYT00", "HYT01");

    /**
     * MySQL, where the state says too little: 1021 disk full, 1040 too many connections, 1049 no such database, 1053
     * shutting down, 1114 table full, 1203 and 1226 too much for this user, 1205 lock wait timeout, 1213 deadlock, 1290 and
     * 1836 read-only, 3024 statement timeout.
     */
    private static final Set<Integer> MYSQL_CODES =
            Set.of(1021, 1040, 1049, 1053, 1114, 1203, 1205, 1213, 1226, 1290, 1836, 3024);

    private static final int MYSQL_DUPLICATE_KEY = 1062;

    private static final int MYSQL_MISSING_REFERENCE = 1452;

    /** A transaction was ended so that another could go on, and nothing of it was kept. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    /** MySQL's driver gives a lock wait timeout the state of a deadlock; it undoes one statement, and took long already. */
    private static final int MYSQL_LOCK_WAIT = 1205;

    private static final String WRONG_LOGIN = ": it refuses the user or the password of its URL";
    private static final String NO_DATABASE = ": it has no database of the name in its URL";
    private static final String FULL = ": it has as many connections as it allows";

    private static final Set<String> MISSING_TABLE = Set.of("42P01", "42S02");

    private SqlFailures() {}

    /** Whether the database could not be asked, or did not answer. */
    static boolean unavailable(Throwable failure) {
        return causes(failure).anyMatch(SqlFailures::saysUnavailable);
    }

    /** Whether the database undid everything for another's sake, so that the same may be tried at once. */
    static boolean rolledBack(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getErrorCode() != MYSQL_LOCK_WAIT
                        && sql.getSQLState() != null
                        && ROLLED_BACK.contains(sql.getSQLState()));
    }

    /** Whether a row of the same key is there already. */
    static boolean duplicateKey(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && ("23505".equals(sql.getSQLState()) || sql.getErrorCode() == MYSQL_DUPLICATE_KEY));
    }

    /** Whether a row refers to one that is not there. */
    static boolean missingReference(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && ("23503".equals(sql.getSQLState()) || sql.getErrorCode() == MYSQL_MISSING_REFERENCE));
    }

    /** Whether a table is not there that a statement names. */
    static boolean missingTable(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && MISSING_TABLE.contains(sql.getSQLState()));
    }

    /** What happened and what may mend it, for an operator, without anything that the server or the driver put into words. */
    static String sentence(Throwable failure) {
        Optional<String> unreached = causes(failure)
                .map(SqlFailures::unreached)
                .flatMap(Optional::stream)
                .findFirst();
        return unreached.orElseGet(() -> causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(sql -> sql.getSQLState() != null)
                .reduce((outer, inner) -> inner)
                .map(sql -> "the database cannot be used (SQLSTATE " + sql.getSQLState() + ", code "
                        + sql.getErrorCode() + ")" + mending(sql))
                .orElse("the database cannot be reached, or did not answer in time"));
    }

    private static Optional<String> unreached(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ ->
                Optional.of("the database cannot be reached: nobody knows the name of its host; see its URL");
            case ConnectException _ ->
                Optional.of(
                        "the database cannot be reached: nothing answers at its host and port; see its URL, and that it runs");
            case SocketTimeoutException _ -> Optional.of("the database cannot be reached, or did not answer in time");
            default -> Optional.empty();
        };
    }

    private static String mending(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return switch (refused.getErrorCode()) {
            case 1045, 1698 -> WRONG_LOGIN;
            case 1044 -> ": its URL's user may not use that database, or there is none of that name";
            case 1049 -> NO_DATABASE;
            case 1040 -> FULL;
            default ->
                switch (state) {
                    case "28P01", "28000" -> WRONG_LOGIN;
                    case "3D000" -> NO_DATABASE;
                    case "53300" -> FULL;
                    case "42501" -> ": the user lacks a right";
                    default -> "";
                };
        };
    }

    private static boolean saysUnavailable(Throwable cause) {
        return switch (cause) {
            case SQLTransientException passing -> true;
            case SQLRecoverableException broken -> true;
            case SQLNonTransientConnectionException broken -> true;
            case IOException cut -> true;
            case SQLException said -> saysUnavailable(said);
            default -> false;
        };
    }

    private static boolean saysUnavailable(SQLException said) {
        if (MYSQL_CODES.contains(said.getErrorCode())) {
            return true;
        }
        String state = said.getSQLState();
        return state != null
                && state.length() == 5
                && (STATES.contains(state) || CLASSES.contains(state.substring(0, 2)));
    }

    /** The failure and its causes, the outermost first; at most 20, should they ever go in a circle. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
