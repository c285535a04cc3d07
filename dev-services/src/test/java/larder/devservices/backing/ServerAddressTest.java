package larder.devservices.backing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
    @Test
    void a_url_comes_out_as_it_went_in() {
        String url = "postgresql://ann:p%40ss+word@127.0.0.1:5432/store";
        ServerAddress address = ServerAddress.of(url);
        assertEquals(url, address.url());
        assertEquals("ann", address.user());
        assertEquals("p@ss+word", address.password());
        assertEquals(
                "mysql://127.0.0.1:1/other",
                ServerAddress.of("mysql://127.0.0.1:1/x").withDatabase("other").url());
    }

    @Test
    void its_text_holds_no_password() {
        assertFalse(
                ServerAddress.of("valkey://:secret@127.0.0.1:6379").toString().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "mysql://", "mysql://127.0.0.1", "mysql://127.0.0.1:0/x", "a b://secret@h:1"})
    void what_is_no_address_is_refused_without_being_repeated(String text) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> ServerAddress.of(text));
        assertFalse(String.valueOf(thrown.getMessage()).contains("secret"));
    }
}
