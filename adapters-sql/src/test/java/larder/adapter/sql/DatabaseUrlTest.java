package larder.adapter.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@h:5433/d, h, 5433, d, u, p",
        "postgres://u:p@h/d, h, 5432, d, u, p",
        "mysql://u:p@h/d, h, 3306, d, u, p",
        "mysql://u@h/d, h, 3306, d, u, ''",
        "mysql://u:@h/d, h, 3306, d, u, ''",
        "postgresql://u:p@[::1]:5433/d, [::1], 5433, d, u, p",
        "postgresql://u:p@[fe80::1]/d, [fe80::1], 5432, d, u, p",
        "postgresql://u:p@127.0.0.1/d, 127.0.0.1, 5432, d, u, p",
        "postgresql://u:p@my_db.internal/d, my_db.internal, 5432, d, u, p",
        "postgresql://u%40x:p%3A%2F%3F%23%40%25@h/d%20e, h, 5432, d e, u@x, p:/?#@%",
        "postgresql://u:a:b@c+d@h/d, h, 5432, d, u, a:b@c+d",
        "postgresql://u:%E2%82%AC@h/d, h, 5432, d, u, €",
        "postgresql://u:p^|\"{}@h/d, h, 5432, d, u, 'p^|\"{}'"
    })
    void isReadAsItIsMeant(String url, String host, int port, String database, String user, String password) {
        DatabaseUrl read = DatabaseUrl.parse(url);
        assertEquals(host, read.host());
        assertEquals(port, read.port());
        assertEquals(database, read.database());
        assertEquals(user, read.user());
        assertEquals(password, read.password());
    }

    @Test
    void theSchemeTellsTheEngine() {
        assertInstanceOf(
                PostgreSqlEngine.class, DatabaseUrl.parse("postgres://u:p@h/d").engine());
        assertInstanceOf(MySqlEngine.class, DatabaseUrl.parse("mysql://u:p@h/d").engine());
    }

    @Test
    void theDriversAddressHoldsNoSecretAndNoWayToAddParameters() {
        assertEquals(
                "jdbc:postgresql://[::1]:5432/a%3Fb%26c%2Fd%20%C3%A9",
                DatabaseUrl.parse("postgresql://u:p@[::1]/a%3Fb%26c%2Fd%20é").jdbcUrl());
    }

    @Test
    void whatTheDriverIsToKnowOfTlsIsPassedOnUnderItsOwnNames() {
        assertEquals(
                Map.of("sslmode", "verify-full", "sslrootcert", "/a b/ca.pem", "ApplicationName", "mine"),
                DatabaseUrl.parse(
                                "postgresql://u:p@h/d?sslmode=verify-full&sslrootcert=/a%20b/ca.pem&application_name=mine")
                        .parameters());
        assertEquals(
                Map.of("sslMode", "REQUIRED"),
                DatabaseUrl.parse("mysql://u:p@h/d?ssl-mode=required").parameters());
    }
}
