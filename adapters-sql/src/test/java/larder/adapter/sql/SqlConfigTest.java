package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import larder.adapter.sql.SqlConfig.SampleData;
import larder.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlConfigTest {
    private static final String URL = "postgresql://larder:s3cret@localhost/larder";

    @Test
    void theDefaultsEndAReadBeforeALoadMustEnd() {
        SqlConfig config = SqlConfig.of(URL);
        assertEquals(10, config.poolSize());
        assertEquals(Duration.ofMillis(500), config.connectionWait());
        assertEquals(Duration.ofMillis(1500), config.statementTimeout());
        assertEquals(Duration.ofSeconds(2), config.answerWait());
        assertEquals(SampleData.NONE, config.sampleData());
        assertEquals(Duration.ofMillis(2750), config.worstCase());
    }

    @Test
    void sampleDataIsAskedForByName() {
        SqlConfig config = SqlConfig.of(URL).withPoolSize(3).withSampleData();
        assertEquals(SampleData.TUTORIALS, config.sampleData());
        assertEquals(3, config.poolSize());
    }

    @Test
    void thePasswordIsNotPrinted() {
        String printed = SqlConfig.of(URL).toString();
        assertFalse(printed.contains("s3cret"), printed);
        assertTrue(printed.contains("larder:***@localhost"), printed);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 500, 1500, 2000, pool",
        "1001, 500, 1500, 2000, pool",
        "10, 249, 1500, 2000, connection",
        "10, 30001, 1500, 2000, connection",
        "10, 500, 99, 2000, statement",
        "10, 500, 2000, 2000, statement",
        "10, 500, 1500, 2500, answer",
        "10, 500, 1500, 0, answer",
        "10, 500, 1500, 31000, answer"
    })
    void whatCannotBeIsRefused(int size, long connection, long statement, long answer, String about) {
        InvalidValue said = assertThrows(
                InvalidValue.class,
                () -> new SqlConfig(
                        URL,
                        size,
                        Duration.ofMillis(connection),
                        Duration.ofMillis(statement),
                        Duration.ofMillis(answer),
                        SampleData.NONE));
        assertTrue(said.toString().contains(about), said.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "http://larder:s3cret@localhost/larder",
                "jdbc:postgresql://larder:s3cret@localhost/larder",
                "POSTGRESQL://larder:s3cret@localhost/larder",
                "postgresql://larder:s3cret@/larder",
                "postgresql://larder:s3cret@localhost",
                "postgresql://larder:s3cret@localhost/",
                "postgresql://larder:s3cret@localhost:0/larder",
                "postgresql://larder:s3cret@localhost:65536/larder",
                "postgresql://larder:s3cret@localhost:s3cret/larder",
                "postgresql://larder:s3cret@one,two/larder",
                "postgresql://larder:s3cret@[::1/larder",
                "postgresql://:s3cret@localhost/larder",
                "postgresql://localhost/s3cret",
                "postgresql://larder:s3cret%@localhost/larder",
                "postgresql://larder:s3cret%zz@localhost/larder",
                "postgresql://larder:s3cret%ff@localhost/larder",
                "postgresql://larder:s3cret%00@localhost/larder",
                "postgresql://larder:s3cret/x@localhost/larder",
                "postgresql://larder:s3cret@localhost/larder#s3cret",
                "postgresql://larder:s3cret@localhost/larder?s3cret",
                "postgresql://larder:s3cret@localhost/larder?s3cret=1",
                "postgresql://larder:s3cret@localhost/larder?sslmode=s3cret",
                "postgresql://larder:s3cret@localhost/larder?socketTimeout=0",
                "postgresql://larder:s3cret@localhost/larder?options=-c%20s3cret",
                "mysql://larder:s3cret@localhost/larder?ssl-mode=s3cret",
                "mysql://larder:s3cret@localhost/larder?allowLoadLocalInfile=true",
                "mysql://larder:s3cret@localhost/larder?sslmode=disable"
            })
    void aUrlThatIsNoneIsRefusedWithoutRepeatingAnyOfIt(String url) {
        InvalidValue said = assertThrows(InvalidValue.class, () -> SqlConfig.of(url));
        assertFalse(said.toString().contains("s3cret"), said.toString());
        assertTrue(said.toString().contains("database URL"), said.toString());
    }
}
