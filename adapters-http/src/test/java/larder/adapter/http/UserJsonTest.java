package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UserJsonTest {
    private final Codec<User> codec = HttpApi.userCodec();

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("user-1.json", user(101, "Arun", "arun@example.com")),
                Arguments.of("user-1-escapes.json", user(Integer.MAX_VALUE, "Zoë \"Q\" \\ 😀", "zoë@example.com")));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void what_was_stored_under_the_format_name_is_read_and_written_as_ever(String file, User user) throws IOException {
        byte[] stored = golden(file);

        assertArrayEquals(stored, codec.encode(user).bytes());
        assertEquals(user, codec.decode(new Encoded("user/1", stored)));
    }

    @Test
    void the_format_has_a_name() {
        assertEquals("user/1", codec.format());
        assertEquals("user/1", codec.encode(user(1, "A", "a@b")).format());
    }

    @Test
    void bytes_of_another_format_are_refused() throws IOException {
        Encoded other = new Encoded("user/2", golden("user-1.json"));

        assertThrows(IllegalArgumentException.class, () -> codec.decode(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"",
                "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}}",
                "{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\",\"role\":\"admin\"}",
                "{\"id\":101,\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}",
                "{\"id\":\"101\",\"name\":\"Arun\",\"email\":\"arun@example.com\"}",
                "{\"id\":101.0,\"name\":\"Arun\",\"email\":\"arun@example.com\"}",
                "{\"id\":0,\"name\":\"Arun\",\"email\":\"arun@example.com\"}",
                "{\"id\":4294967397,\"name\":\"Arun\",\"email\":\"arun@example.com\"}",
                "{\"id\":101,\"name\":\" \",\"email\":\"arun@example.com\"}",
                "{\"id\":101,\"name\":null,\"email\":\"arun@example.com\"}",
                "{\"name\":\"Arun\",\"email\":\"arun@example.com\"}"
            })
    void damaged_bytes_are_refused(String damaged) {
        Encoded encoded = new Encoded("user/1", damaged.getBytes(StandardCharsets.UTF_8));

        assertThrows(IllegalArgumentException.class, () -> codec.decode(encoded));
    }

    private static User user(int id, String name, String email) {
        return new User(new UserId(id), new UserName(name), new EmailAddress(email));
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream stream = UserJsonTest.class.getResourceAsStream("/golden/" + file)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }
}
