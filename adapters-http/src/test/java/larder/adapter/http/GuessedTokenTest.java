package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.util.Random;
import larder.domain.session.AccountName;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that nobody was given, beside one that somebody was. */
final class GuessedTokenTest {
    private final KeptAccess access = new KeptAccess();
    private final Running larder = Running.with(access.sessions(), access.limits());
    private final String real = larder.send(
                    "POST", "/sessions", "{\"name\":\"admin\",\"password\":\"" + KeptAccess.PASSWORD + "\"}")
            .body()
            .replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");

    @AfterEach
    void close() {
        larder.close();
    }

    @Test
    void of_ten_thousand_guessed_ids_none_gets_in() {
        SecureRandom random = new SecureRandom();
        Random seeded = new Random(20);
        for (int i = 0; i < 10_000; i++) {
            String guess = i % 2 == 0
                    ? SessionToken.next(new AccountName("admin"), random).reveal()
                    : changedInOnePlace(seeded);
            assertEquals(401, status("Authorization", "Bearer " + guess), "one got in");
        }
        assertEquals(200, status("Authorization", "Bearer " + real));
    }

    /** Jetty remembers the headers of a connection, by default without regard to case. */
    @ParameterizedTest
    @CsvSource({"Authorization, 'Bearer '", "Cookie, larder-session="})
    void tokens_that_differ_in_the_case_of_their_letters_are_two_on_one_connection_too(String header, String before) {
        String swapped = before + swapped(real.substring("admin.".length()));
        for (int i = 0; i < 2; i++) {
            assertEquals(401, status(header, swapped), "one got in");
            assertEquals(200, status(header, before + real));
        }
    }

    private int status(String header, String value) {
        return larder.send(HttpRequest.newBuilder(larder.uri("/sessions/current"))
                        .header(header, value)
                        .build())
                .statusCode();
    }

    private String changedInOnePlace(Random random) {
        int place = "admin.".length() + random.nextInt(43);
        char other = real.charAt(place) == 'A' ? 'B' : 'A';
        return real.substring(0, place) + other + real.substring(place + 1);
    }

    private static String swapped(String letters) {
        StringBuilder swapped = new StringBuilder("admin.");
        letters.chars()
                .map(letter ->
                        Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter))
                .forEach(swapped::appendCodePoint);
        return swapped.toString();
    }
}
