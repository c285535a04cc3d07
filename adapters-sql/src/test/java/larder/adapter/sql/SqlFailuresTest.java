package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "08006, 0, cut off",
        "08S01, 0, cut off",
        "28P01, 0, password changed",
        "40001, 0, serialization",
        "40P01, 0, deadlock",
        "53300, 0, too many connections",
        "57014, 0, statement timeout",
        "57P01, 0, shutdown",
        "58030, 0, disk",
        "25006, 0, standby",
        "25P03, 0, idle in transaction",
        "55P03, 0, no lock",
        "42P01, 0, no table yet",
        "42S02, 1146, no table yet",
        "HYT00, 0, timeout",
        "HY000, 1205, lock wait",
        "HY000, 3024, statement timeout",
        "HY000, 1290, read-only"
    })
    void whatAnotherTryMayMendIsUnavailable(String state, int code, String what) {
        assertTrue(SqlFailures.unavailable(failure(state, code)), what);
    }

    @ParameterizedTest
    @CsvSource({
        "23505, 0, duplicate key",
        "23502, 0, null",
        "22001, 0, too long",
        "42703, 0, no such column",
        "42601, 0, syntax",
        "42501, 0, not allowed",
        "HY000, 1366, wrong characters"
    })
    void aMistakeIsNot(String state, int code, String what) {
        assertFalse(SqlFailures.unavailable(failure(state, code)), what);
    }

    @ParameterizedTest
    @CsvSource({
        "40001, 0, true",
        "40P01, 0, true",
        "40001, 1213, true",
        "40001, 1205, false",
        "40003, 0, false",
        "HYT00, 0, false",
        "23505, 0, false",
        "08006, 0, false"
    })
    void onlyWhatIsKnownToBeUndoneIsDoneAgain(String state, int code, boolean undone) {
        assertEquals(undone, SqlFailures.rolledBack(failure(state, code)));
    }

    @Test
    void whatCarriesNoStateIsToldByItsKindOrCause() {
        assertTrue(SqlFailures.unavailable(new DataAccessException("x", new SQLTransientConnectionException("pool"))));
        assertTrue(SqlFailures.unavailable(new DataAccessException("x", new SQLTimeoutException("late"))));
        assertTrue(SqlFailures.unavailable(new DataAccessException("x", new SQLException("cut", new EOFException()))));
        assertFalse(SqlFailures.unavailable(new IllegalStateException("a mistake")));
    }

    @Test
    void aFailureThatIsItsOwnCauseEnds() {
        SQLException one = new SQLException("one");
        SQLException other = new SQLException("other", one);
        one.initCause(other);
        assertFalse(SqlFailures.unavailable(one));
    }

    @Test
    void aSentenceRepeatsNothingThatTheServerSaid() {
        String sentence = SqlFailures.sentence(failure("28P01", 7));
        assertEquals(
                "the database cannot be used (SQLSTATE 28P01, code 7): it refuses the user or the password of its URL",
                sentence);
    }

    private static DataAccessException failure(String state, int code) {
        return new DataAccessException("SQL", new SQLException("password=hush", state, code));
    }
}
