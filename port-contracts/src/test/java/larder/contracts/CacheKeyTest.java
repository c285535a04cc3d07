package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import larder.domain.InvalidValue;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names a cache must be able to hold. */
final class CacheKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "user", "num_orders", "a_", "z9", "abcdefghijklmnopqrstuvwxyz012345"})
    void a_region_begins_with_a_letter_and_goes_on_with_letters_digits_and_underscores(String region) {
        assertEquals(region + ":1", new CacheKey(region, "1").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "9a",
                "_a",
                "user ",
                "us-er",
                "user:",
                "usér",
                "user\n",
                "{user}",
                "`",
                "a`",
                "a{",
                "a/",
                "a:",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void no_other_name_is_a_regions(String region) {
        assertThrows(InvalidValue.class, () -> new CacheKey(region, "1"));
    }

    @Test
    void an_id_may_hold_every_printable_character_but_braces() {
        for (char character = 0; character < 256; character++) {
            String id = "a" + character;
            boolean fits = character > ' ' && character <= '~' && character != '{' && character != '}';
            if (fits) {
                assertEquals(id, new CacheKey("user", id).id());
            } else {
                assertThrows(InvalidValue.class, () -> new CacheKey("user", id), () -> "" + (int) id.charAt(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wrongLengths")
    void an_id_is_1_to_128_characters(String id) {
        assertThrows(InvalidValue.class, () -> new CacheKey("user", id));
        assertEquals(128, new CacheKey("user", "9".repeat(128)).id().length());
    }

    static Stream<String> wrongLengths() {
        return Stream.of("", "9".repeat(129));
    }
}
